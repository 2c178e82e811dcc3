// Stands in a page behind axe: asks it of what is shown, and never twice of the same.
//
// What axe says of an element by itself hangs on few things: in which elements it stands, its
// attributes, whether it says anything, how it is painted. Elements alike in these are of one kind,
// and a site has thousands of each. Of every kind that is not known to be right axe looks at one.
// Rules that compare elements, or look at a page as a whole, see everything.
(() => {
  const PAINT = ["color-contrast", "link-in-text-block"]
  const SHAPE = [
    "aria-allowed-attr", "aria-conditional-attr", "aria-prohibited-attr", "aria-valid-attr",
    "aria-valid-attr-value", "autocomplete-valid", "avoid-inline-spacing", "button-name",
    "definition-list", "dlitem", "empty-table-header", "link-name", "list", "listitem",
    "nested-interactive", "region", "scope-attr-valid", "scrollable-region-focusable",
    "summary-name", "tabindex", "valid-lang",
  ]
  // Of WCAG, though axe itself asks it only of those who name it.
  const ON_TRIAL = { "label-content-name-mismatch": { enabled: true } }
  for (const rule of axe._audit.rules)
    for (const [rules, mark] of [[PAINT, "data-axe-paint"], [SHAPE, "data-axe-shape"]])
      if (rules.includes(rule.id)) rule.selector = `:is(${rule.selector})[${mark}]`

  const remembered = make => {
    const memo = new Map()
    return element => {
      if (!element) return ""
      if (!memo.has(element)) memo.set(element, make(element))
      return memo.get(element)
    }
  }
  const digest = text => {
    let one = 7, other = 31
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x85ebca6b) ^ one >>> 15
      other = Math.imul(other ^ text.charCodeAt(at), 0xc2b2ae35) ^ other >>> 13
    }
    return (one >>> 0) * 0x200000 + (other >>> 11)
  }

  // Of some attributes axe looks at every sign, of some at what they name, of none of ours, and of
  // others at whether they say anything.
  const EXACT = /^(role|aria-(?!label$).*|tabindex|type|lang|dir|scope|autocomplete|style|disabled|hidden|open|for)$/
  const NAMES = /^(for|aria-(labelledby|describedby|controls|owns|details|flowto|errormessage|activedescendant))$/
  const OURS = /^(class|data-.*)$/
  const WORDS = ["alt", "aria-label", "title", "value", "placeholder"]
  const ACTS = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]"
  const ROOM = 13  // pixels that axe lets something scroll

  const named = element => {
    const role = element.getAttribute("role")
    return role ? `${element.localName}[${role}]` : element.localName
  }
  const attribute = ({ name, value }) => {
    if (OURS.test(name)) return ""
    if (NAMES.test(name))
      return `${name}=${value.split(/\s+/).every(id => document.getElementById(id))}`
    return `${name}=${EXACT.test(name) ? value : Boolean(value.trim())}`
  }
  const hasText = element => {
    for (let node = element.firstChild; node; node = node.nextSibling)
      if (node.nodeType === Node.TEXT_NODE && /\S/.test(node.data)) return true
    return false
  }

  // The kinds of all that is shown, each with the first element of it: of shape, and of paint.
  function kinds(isPaintAlone) {
    const shown = remembered(element => element.checkVisibility({ visibilityProperty: true }))
    const place = remembered(element =>
      digest(`${place(element.parentElement)}>${named(element)}`))
    const says = remembered(element => shown(element) && element.ariaHidden !== "true" && (
      hasText(element) || WORDS.some(name => element.getAttribute(name)) ||
      [...element.children].some(says)))
    const acts = remembered(element => [...element.children].some(child =>
      shown(child) && (child.matches(ACTS) || acts(child))))
    const scrolls = (element, { overflowX, overflowY }) =>
      overflowX !== "visible" && element.scrollWidth > element.clientWidth + ROOM ||
      overflowY !== "visible" && element.scrollHeight > element.clientHeight + ROOM
    const shape = (element, style) => {
      const inside = new Set()
      for (const child of element.children) if (shown(child)) inside.add(named(child))
      return [place(element), Array.from(element.attributes, attribute), hasText(element),
        says(element), acts(element), scrolls(element, style), [...inside].sort()].join("|")
    }

    const ground = remembered(element => {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element)
      const own = `${backgroundColor}${backgroundImage}${opacity}${filter}${mixBlendMode}`
      const above = ground(element.parentElement)
      return own === "rgba(0, 0, 0, 0)none1nonenormal" ? above : digest(`${above}/${own}`)
    })
    const colour = remembered(element => getComputedStyle(element).color)
    const isPainted = element => element.matches("input, select, textarea, a[href]") || hasText(element)
    const look = ({ localName, className }) => `${localName}.${className}`
    const paint = (element, { fontSize, fontWeight, textShadow, textDecoration }) => {
      const above = element.parentElement
      return [look(element), look(above), hasText(above), ground(element), colour(element),
        colour(above), fontSize, fontWeight, textShadow, textDecoration].join("|")
    }

    const found = isPaintAlone ? { paint: new Map() } : { paint: new Map(), shape: new Map() }
    const add = (which, element, text) => {
      const number = digest(text)
      if (!found[which].has(number)) found[which].set(number, element)
    }
    for (const element of document.body.querySelectorAll("*")) {
      const painted = isPainted(element)
      if (isPaintAlone && !painted || !shown(element)) continue
      const style = getComputedStyle(element)
      if (painted) add("paint", element, paint(element, style))
      if (!isPaintAlone) add("shape", element, shape(element, style))
    }
    return found
  }

  const known = { paint: new Set(), shape: new Set() }

  // axe lets the page go on after every rule, which then draws. Here it does all in one go.
  async function atOnce(run) {
    const later = window.setTimeout
    window.setTimeout = act => queueMicrotask(act)
    try { return await run() } finally { window.setTimeout = later }
  }

  // The violations, and the kinds that are right because there are none.
  async function ask(isPaintAlone) {
    const found = kinds(isPaintAlone), fresh = {}
    for (const which in found) {
      const mark = `data-axe-${which}`
      for (const marked of document.querySelectorAll(`[${mark}]`)) marked.removeAttribute(mark)
      fresh[which] = [...found[which].keys()].filter(kind => !known[which].has(kind))
      for (const kind of fresh[which]) found[which].get(kind).setAttribute(mark, "")
    }
    if (isPaintAlone && !fresh.paint.length) return [[], {}]
    const idle = [...fresh.paint.length ? [] : PAINT, ...fresh.shape?.length ? [] : SHAPE]
    const rules = { ...Object.fromEntries(idle.map(id => [id, { enabled: false }])), ...ON_TRIAL }
    const { violations } = await atOnce(() => axe.run({
      preload: false,
      resultTypes: ["violations"],
      ...isPaintAlone ? { runOnly: PAINT }
        : { rules },
    }))
    if (violations.length) return [violations, {}]
    window.axeTest.know(fresh)
    return [[], fresh]
  }

  window.axeTest = {
    know(kinds) {
      for (const which in kinds) for (const kind of kinds[which]) known[which].add(kind)
    },

    // What axe has against the page as it is shown, in both colour schemes, and the kinds that it
    // has found to be right. The page is never drawn dark: axe asks for styles and places alone.
    async violations() {
      const { mdColorScheme } = document.body.dataset, found = [], right = { paint: [], shape: [] }
      for (const [name, scheme] of [["light", "default"], ["dark", "slate"]]) {
        document.body.dataset.mdColorScheme = scheme
        const [wrong, sound] = await ask(name === "dark")
        found.push(...wrong.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0].html.slice(0, 160)}`))
        for (const which in sound) right[which].push(...sound[which])
      }
      document.body.dataset.mdColorScheme = mdColorScheme
      return [found, right]
    },
  }
})()
