// Recording the yield of a gesprek: fast lists that never wait for the server and lose nothing without a connection.
import { begin } from "./opbrengst/begin.js";

const root = document.querySelector("[data-opbrengst]");
if (root) begin(root);
