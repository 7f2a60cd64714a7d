/** Files let go over the page, those inside folders too. A file of a folder keeps its path in `webkitRelativePath`. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return [...transfer.files]
  return (await Promise.all(entries.map((entry) => filesOf(entry, '')))).flat()
}

async function filesOf(entry: FileSystemEntry, folder: string): Promise<File[]> {
  if (entry instanceof FileSystemFileEntry) return [await fileOf(entry, folder)]
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const children = await childrenOf(entry)
  return (await Promise.all(children.map((child) => filesOf(child, `${folder}${entry.name}/`)))).flat()
}

function fileOf(entry: FileSystemFileEntry, folder: string): Promise<File> {
  return new Promise((resolve, reject) =>
    entry.file((file) => {
      if (folder) Object.defineProperty(file, 'webkitRelativePath', { value: folder + file.name })
      resolve(file)
    }, reject),
  )
}

/** `readEntries` gives at most a hundred at a time, and none when it is done. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
