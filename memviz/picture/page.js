/** One answer on a page of its own. */
const shown = JSON.parse(document.getElementById("data").textContent);
mountBoard(document.getElementById("board")).update(shown);
