"use strict";

// A click on a heading sorts the table: numbers in descending order, names from A to Z; a second
// click reverses the order.
for (const button of document.querySelectorAll(".rows thead button")) {
  button.addEventListener("click", () => {
    const heading = button.parentElement;
    const column = heading.cellIndex;
    const body = heading.closest("table").tBodies[0];
    const value = (row) => row.cells[column].dataset.value;
    const numbers = !Number.isNaN(Number(value(body.rows[0])));
    const last = heading.getAttribute("aria-sort");
    const down = last ? last === "ascending" : numbers;
    const compare = numbers
      ? (a, b) => value(a) - value(b)
      : (a, b) => value(a).localeCompare(value(b));
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...[...body.rows].sort((a, b) => (down ? compare(b, a) : compare(a, b))));
  });
}

// A click on a cell of a confusion matrix shows its characters.
const characters = JSON.parse(document.getElementById("characters").textContent);

function show(cell) {
  const [row, real, taken] = ["row", "real", "taken"].map((key) => Number(cell.dataset[key]));
  const figure = cell.closest("figure");
  figure.querySelector('[aria-pressed="true"]')?.setAttribute("aria-pressed", "false");
  cell.setAttribute("aria-pressed", "true");

  const list = document.createElement("ul");
  characters.real.forEach((font, i) => {
    if (font !== real || characters.taken[row][i] !== taken) return;
    const sure = `${Math.round(100 * characters.sure[row][i])} %`;
    const item = list.appendChild(document.createElement("li"));
    const image = item.appendChild(document.createElement("img"));
    image.src = `data:image/png;base64,${characters.images[i]}`;
    image.alt = `validation image ${i}`;
    image.dataset.index = i;
    item.append(sure);
  });
  const title = document.createElement("p");
  title.textContent = cell.getAttribute("aria-label");
  figure.querySelector(".characters").replaceChildren(title, list);
}

for (const cell of document.querySelectorAll(".matrix button")) {
  cell.addEventListener("click", () => show(cell));
}
