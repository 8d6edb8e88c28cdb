// Draws the charts of a dashboard from the descriptions in the page, in the page's own colours.
(function () {
  "use strict";

  const colours = {
    ink: "--link", ember: "--ember", closed: "--done", quiet: "--line-strong",
    faint: "--muted", paper: "--surface-2",
  };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(colours[name]).trim();
  }

  function coloured(option) {
    const text = getComputedStyle(document.body).color;
    const line = getComputedStyle(document.documentElement).getPropertyValue("--line").trim();
    option.textStyle = { color: text, fontFamily: getComputedStyle(document.body).fontFamily };
    if (option.legend) option.legend.textStyle = { color: text };
    if (option.calendar) {
      option.calendar.itemStyle = { color: colour("paper"), borderColor: line };
      option.calendar.splitLine = { lineStyle: { color: line } };
      option.calendar.dayLabel.color = option.calendar.monthLabel.color = text;
    }
    for (const axis of [option.xAxis, option.yAxis]) {
      if (axis) Object.assign(axis, { axisLabel: { color: text }, splitLine: { lineStyle: { color: line } } });
    }
    if (option.visualMap) {
      option.visualMap.inRange = { color: option.visualMap.rampNames.map(colour) };
      option.visualMap.textStyle = { color: text };
    }
    for (const series of option.series) {
      if (series.colorName) series.itemStyle = Object.assign({ color: colour(series.colorName) }, series.itemStyle);
    }
    option.animation = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return option;
  }

  function tileWords(place, parameters) {
    const tile = parameters.data;
    const words = place.dataset;
    return `<b>${echarts.format.encodeHTML(tile.name)}</b><br>` +
      `${words.covered}: ${tile.covered}/${tile.premises}<br>${words.hazards}: ${tile.hazards}`;
  }

  function draw(place) {
    const option = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (place.dataset.covered) option.tooltip.formatter = (parameters) => tileWords(place, parameters);
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(coloured(option));
    if (place.dataset.open) {
      chart.on("click", (parameters) => {
        if (parameters.data.territory) location.href = place.dataset.open + parameters.data.territory;
      });
    }
    new ResizeObserver(() => chart.resize()).observe(place);
    return chart;
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
})();
