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

  function draw(place) {
    const option = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(coloured(option));
    chart.on("click", (clicked) => {
      const addresses = option.series[clicked.seriesIndex].addresses;
      if (addresses) location.href = addresses[clicked.dataIndex];
      else if (place.dataset.day) location.href = place.dataset.day.replaceAll("DAY", clicked.value[0]);
    });
    new ResizeObserver(() => chart.resize()).observe(place);
    return chart;
  }

  document.querySelectorAll("[data-chart]").forEach(draw);

  document.querySelectorAll("[data-show-more]").forEach((button) => {
    button.addEventListener("click", () => {
      button.closest("section").querySelectorAll("[data-more]").forEach((row) => { row.hidden = false; });
      button.remove();
    });
  });
})();
