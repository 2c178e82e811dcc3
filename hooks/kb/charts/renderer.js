// Draws Vega-Lite specs as SVG outside a browser. Evaluates to a function that is given the widths
// of characters and how numbers are written. What it returns begins a picture of a spec (JSON) in a
// language, and ends it: `{"svg": …}`, or `{"problem": …}` where there is none.
({classes, ranges, other, em}, numbers) => {
  const {vega, vegaLite, config, timeLocales} = kbVega
  const widths = new Map()
  for (const [width, characters] of Object.entries(classes))
    for (const character of characters) widths.set(character, Number(width))

  const advance = character => {
    if (widths.has(character)) return widths.get(character)
    const code = character.codePointAt(0)
    const range = ranges.find(([first, last]) => first <= code && code <= last)
    const width = range ? range[2] : other
    widths.set(character, width)
    return width
  }

  vega.textMetrics.width = vega.textMetrics.measureWidth = (item, text) => {
    let sum = 0
    for (const character of String(text ?? "")) sum += advance(character)
    return sum * vega.fontSize(item) / em
  }

  const view = (spec, lang) => {
    vega.formatLocale(numbers)
    vega.timeFormatLocale(timeLocales[lang])
    const compiled = vegaLite.compile(JSON.parse(spec), {config}).spec
    return new vega.View(vega.parse(compiled), {renderer: "none", logLevel: vega.None})
  }

  // Vega promises its pictures. With nothing to wait for, the promise is kept before the engine
  // turns to whatever it is asked next.
  let drawn
  const begin = async (spec, lang) => {
    drawn = {problem: "unfinished"}
    try {
      const made = view(spec, lang)
      drawn = {svg: await made.toSVG()}
      made.finalize()
    } catch (error) {
      drawn = {problem: error.message}
    }
  }
  return {begin: (spec, lang) => void begin(spec, lang), end: () => JSON.stringify(drawn)}
}
