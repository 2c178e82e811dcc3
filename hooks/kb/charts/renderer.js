// Draws Vega-Lite specs as SVG outside a browser. Evaluates to a function that is given the widths
// of characters and the look of charts; it returns what draws a spec (JSON) in a language.
({classes, ranges, other, em}, config, numbers, times) => {
  const {vega, vegaLite} = kbVega
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

  return (spec, lang) => {
    vega.formatLocale(numbers)
    vega.timeFormatLocale(times[lang])
    const compiled = vegaLite.compile(JSON.parse(spec), {config}).spec
    const view = new vega.View(vega.parse(compiled), {renderer: "none", logLevel: vega.None})
    return view.toSVG().finally(() => view.finalize())
  }
}
