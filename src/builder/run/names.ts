/** What a file's name in a recipe means: `*` stands for any part of one name, never for a `/`. */
export const patternOf = (name: string): RegExp => new RegExp(`^${name.split('*').map(literal).join('[^/]*')}$`)

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
