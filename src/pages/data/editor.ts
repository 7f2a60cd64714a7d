import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete' // prettier-ignore
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, SQLDialect, sql, type SQLNamespace } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers, placeholder, type DecorationSet } from '@codemirror/view' // prettier-ignore
import { tags } from '@lezer/highlight'
import type { SqlTable } from '../../state/sql.svelte'
import { columnCompletion, memberCompletion } from './completion'
import { EDITOR_THEME } from './editor-theme'

export interface EditorOptions {
  text: string
  tables: readonly SqlTable[]
  label: string
  /** How its keys work; an id would not be found from within a shadow tree. */
  hint: string
  onchange(text: string): void
  onrun(): void
}

/** An editor as the page sees it. */
export interface Editor {
  /** Puts another text in its place, which can be undone. */
  replace(text: string): void
  insert(text: string): void
  /** Marks a place, from 1; null takes the mark away. */
  mark(place: { line: number; column?: number } | null): void
  focus(): void
  destroy(): void
}

/** The words of queries that read; PostgreSQL's own list begins with ABORT and goes on to COBOL. */
const KEYWORDS =
  'select from where group by having order limit offset with recursive as join left right full inner outer cross semi anti asof on using union all intersect except distinct case when then else end and or not in is null between like ilike exists filter over partition window rows range preceding following unbounded current row qualify pivot unpivot describe summarize show tables explain analyze values exclude replace columns asc desc nulls first last true false interval unnest lateral cast try_cast sample'
const FUNCTIONS =
  'sum count avg min max median stddev quantile_cont corr round abs ceil floor sqrt ln coalesce nullif greatest least any_value arg_max arg_min bool_and bool_or list string_agg row_number rank dense_rank ntile lag lead first_value last_value lower upper length substring replace trim contains starts_with regexp_matches len list_contains date_part date_diff extract integer bigint double varchar boolean date decimal'

/** DuckDB reads as PostgreSQL writes; names of columns are not keywords here. */
function dialectOf(tables: readonly SqlTable[]): SQLDialect {
  const names = new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const without = (words: string) => words.split(' ').filter((word) => !names.has(word)).join(' ') // prettier-ignore
  return SQLDialect.define({ ...PostgreSQL.spec, keywords: without(KEYWORDS), builtin: '', types: without(FUNCTIONS) })
}

/**
 * CodeMirror in a shadow tree: there its styles are constructed sheets, which the page's policy allows, and not style elements.
 * Tab moves on unless completion is open: Escape, then Tab, leaves even then.
 */
export function createEditor(host: ShadowRoot, options: EditorOptions): Editor {
  const view = new EditorView({ root: host, parent: host, state: stateOf(options) })
  return {
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    insert(text) {
      view.dispatch(view.state.replaceSelection(text))
      view.focus()
    },
    mark: (place) => view.dispatch({ effects: marking.of(place) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

function stateOf({ text, tables, label, hint, onchange, onrun }: EditorOptions): EditorState {
  const run = () => (onrun(), true)
  const dialect = dialectOf(tables)
  return EditorState.create({
    doc: text,
    extensions: [
      Prec.highest(
        keymap.of([
          { key: 'Mod-Enter', run },
          { key: 'Tab', run: acceptCompletion },
        ]),
      ),
      lineNumbers(),
      history(),
      EditorView.lineWrapping,
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false, maxRenderedOptions: 60 }),
      sql({ dialect, schema: schemaOf(tables), upperCaseKeywords: true }),
      dialect.language.data.of({ autocomplete: memberCompletion(tables) }),
      dialect.language.data.of({ autocomplete: columnCompletion(tables) }),
      syntaxHighlighting(HIGHLIGHT),
      placed,
      placeholder('SELECT …'),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...ordinary]),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': hint, spellcheck: 'false' }),
      EditorView.domEventHandlers({ beforeinput: typedOver }),
      EditorView.updateListener.of(({ docChanged, state }) => void (docChanged && onchange(state.doc.toString()))),
      EDITOR_THEME,
    ],
  })
}

/**
 * Text typed over a selection goes into the document here: Chromium would keep the looks of what it replaces in a style attribute,
 * which the page's policy refuses aloud.
 */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main
  const { data } = event
  if (event.inputType !== 'insertText' || event.isComposing || empty || data === null) return false
  const insert = () => view.state.update({ ...view.state.replaceSelection(data), userEvent: 'input.type' })
  const handled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, data, insert))
  if (!handled) view.dispatch(insert())
  event.preventDefault()
  return true
}

/** Ctrl+Enter runs; it does not open a line. */
const ordinary = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')

function schemaOf(tables: readonly SqlTable[]): SQLNamespace {
  return Object.fromEntries(
    tables.map(({ name, meaning, columns }) => [
      name,
      {
        self: { label: name, type: 'type', detail: 'table', info: meaning },
        children: columns.map((column) => ({
          label: column.name,
          type: 'property',
          detail: column.type.toLowerCase(),
          info: column.meaning,
        })),
      },
    ]),
  )
}

/** Colours from the page's own, each at 4.5 or more on the sheet; weight says it too. */
const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '700' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: tags.number, color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--muted)' },
])

const marking = StateEffect.define<{ line: number; column?: number } | null>()

/** The line of a fault and the word in it; gone with the next change. */
const placed = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { docChanged, effects, state }) {
    const effect = effects.find((one) => one.is(marking))
    if (!effect) return docChanged ? Decoration.none : marks
    return effect.value ? marksAt(state, effect.value) : Decoration.none
  },
  provide: (field) => EditorView.decorations.from(field),
})

function marksAt(state: EditorState, { line, column = 1 }: { line: number; column?: number }): DecorationSet {
  if (line > state.doc.lines) return Decoration.none
  const found = state.doc.line(line)
  const from = Math.min(found.from + column - 1, found.to)
  const word = /^(?:[\w"]+|\S)/.exec(state.sliceDoc(from, found.to))?.[0].length ?? 0
  const ranges = [Decoration.line({ class: 'cm-fault-line' }).range(found.from)]
  if (word > 0) ranges.push(Decoration.mark({ class: 'cm-fault' }).range(from, from + word))
  return Decoration.set(ranges, true)
}
