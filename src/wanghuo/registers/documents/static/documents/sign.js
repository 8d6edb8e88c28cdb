// A signature drawn on glass becomes a PNG in the form's hidden field.
"use strict";

(() => {
  const WIDTH = 7;
  const INK = "#10182a";

  class Glass {
    constructor(root) {
      this.canvas = root.querySelector("canvas");
      this.pen = this.canvas.getContext("2d");
      this.field = document.getElementById(root.dataset.glass);
      this.state = root.querySelector("[role=status]");
      this.strokes = [];
      this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
      this.canvas.addEventListener("pointermove", (event) => this.go(event));
      for (const end of ["pointerup", "pointercancel"]) {
        this.canvas.addEventListener(end, (event) => this.end(event));
      }
      root.querySelector("[data-glass-clear]").addEventListener("click", () => this.keep([]));
      root.querySelector("[data-glass-undo]").addEventListener("click", () => {
        this.keep(this.strokes.slice(0, -1));
      });
      this.keep([]);
    }

    place(event) {
      const box = this.canvas.getBoundingClientRect();
      return {
        x: ((event.clientX - box.left) / box.width) * this.canvas.width,
        y: ((event.clientY - box.top) / box.height) * this.canvas.height,
        force: event.pointerType === "pen" && event.pressure > 0 ? 0.5 + event.pressure : 1,
      };
    }

    begin(event) {
      if (event.button !== 0) return;
      event.preventDefault();
      this.canvas.setPointerCapture(event.pointerId);
      this.pointer = event.pointerId;
      this.strokes.push([this.place(event)]);
      this.draw();
    }

    go(event) {
      if (event.pointerId !== this.pointer) return;
      const between = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const step of between.length ? between : [event]) {
        this.strokes.at(-1).push(this.place(step));
      }
      this.draw();
    }

    end(event) {
      if (event.pointerId !== this.pointer) return;
      this.pointer = undefined;
      this.keep(this.strokes);
    }

    keep(strokes) {
      this.strokes = strokes;
      this.draw();
      this.field.value = strokes.length ? this.canvas.toDataURL("image/png") : "";
      const said = strokes.length ? this.state.dataset.written : this.state.dataset.empty;
      this.state.textContent = said.replace("{count}", strokes.length);
    }

    draw() {
      this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.pen.lineCap = "round";
      this.pen.lineJoin = "round";
      this.pen.strokeStyle = INK;
      for (const stroke of this.strokes) {
        let last = stroke[0];
        for (const step of stroke.length > 1 ? stroke.slice(1) : stroke) {
          this.pen.lineWidth = WIDTH * step.force;
          this.pen.beginPath();
          this.pen.moveTo(last.x, last.y);
          this.pen.lineTo(step.x + 0.01, step.y);
          this.pen.stroke();
          last = step;
        }
      }
    }
  }

  for (const root of document.querySelectorAll("[data-glass]")) new Glass(root);
})();
