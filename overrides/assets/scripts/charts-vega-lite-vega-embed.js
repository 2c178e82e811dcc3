// Charts become interactive when a reader comes near them.
//
// Each picture stands beside a template with the element that mkdocs-charts-plugin reads. Near the
// viewport that element is taken out and given to the plugin's own script, which calls `vegaEmbed`.
// The one below fetches the real library, once, and shows its view in the picture's place when it
// is ready; until then, and where anything fails, the picture stays.
(() => {
  // Instant navigation runs the scripts of each page again.
  if (window.vegaEmbed) return

  const root = new URL("../../", document.currentScript.src)
  const NEAR = "400px"
  // The library weighs four pages, so a reader who has only opened the page does not pay for it.
  const GESTURES = ["scroll", "pointermove", "pointerdown", "keydown", "touchstart"]
  const PATIENCE = 8000
  const sparing = navigator.connection && navigator.connection.saveData

  const script = path => new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.onload = resolve
    element.onerror = () => reject(new Error(`${path} did not load`))
    element.src = new URL(path, root)
    document.head.append(element)
  })

  const once = start => {
    let started
    return () => started || (started = start())
  }

  const library = once(async () => {
    await script("assets/vega/vega.js")
    return window.kbVega
  })

  // The plugin writes its settings into pages with charts only, so they are missing after instant
  // navigation from a page without; and it asks for a colour scheme's theme, which charts of ours
  // do not need, as their colours are CSS variables.
  const plugin = once(async () => {
    window.mkdocs_chart_plugin = {
      vega_width: "container",
      vega_renderer: "svg",
      use_data_path: "False",
      integrations: { mkdocs_material: { themes_dark: [] } },
    }
    await script("js/mkdocs-charts-plugin.js")
  })

  const awake = once(() => new Promise(resolve => {
    const wake = () => {
      for (const gesture of GESTURES) removeEventListener(gesture, wake, true)
      resolve()
    }
    for (const gesture of GESTURES) addEventListener(gesture, wake, { capture: true, passive: true })
    setTimeout(wake, PATIENCE)
  }))

  const drawn = new Map()

  // What the plugin calls, again at each change of the colour scheme, for every chart it was given.
  window.vegaEmbed = (block, schema) => {
    if (!drawn.has(block)) drawn.set(block, draw(block, schema).catch(error => console.warn(error)))
    return drawn.get(block)
  }

  async function draw(block, schema) {
    const { embed, config, timeLocales } = await library()
    const { $schema, ...spec } = schema
    const result = await embed(block, spec, {
      mode: "vega-lite",
      config: { ...config, font: getComputedStyle(block.parentElement).fontFamily },
      renderer: "svg",
      actions: false,
      ast: true, // no `eval`, for a content security policy
      defaultStyle: false,
      timeFormatLocale: timeLocales[document.documentElement.lang],
      tooltip: { id: "kb-chart-tip", theme: "kb", disableDefaultStyle: true },
    })
    const picture = block.parentElement.querySelector("svg[role=img]")
    for (const name of ["role", "aria-labelledby", "aria-describedby"])
      block.setAttribute(name, picture.getAttribute(name))
    // Vega's own roles have no names.
    block.firstElementChild.setAttribute("aria-hidden", "true")
    block.parentElement.classList.add("kb-chart__view--live")
    return result
  }

  async function open(view) {
    await awake()
    await plugin()
    if (!view.isConnected) return
    const block = view.querySelector("template").content.firstElementChild.cloneNode(true)
    const address = new URL(JSON.parse(block.textContent)["schema-url"], root)
    const response = await fetch(address)
    if (!response.ok) throw new Error(`${address} did not load`)
    const schema = await response.json()
    if (!view.isConnected) return
    view.append(block)
    window.embedChart(block, schema)
  }

  // A layout that the style sheet hides is never near.
  const observer = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      open(target).catch(error => console.warn(error))
    }
  }, { rootMargin: NEAR })

  // The plugin keeps every chart it was ever given; those of pages left behind are let go.
  function forget() {
    if (window.vegalite_charts) window.vegalite_charts.length = 0
    for (const [block, view] of drawn) view.then(result => result && result.finalize())
    drawn.clear()
    const tip = document.getElementById("kb-chart-tip")
    if (tip) tip.classList.remove("visible")
  }

  function start() {
    observer.disconnect()
    forget()
    if (sparing) return
    for (const view of document.querySelectorAll(".kb-chart__view:not(.kb-chart__view--live):has(> template)"))
      observer.observe(view)
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
