/** `/desk`: the operator's page. What can go wrong before there is anything to see is the sign-in's to say. */
import { createRoot } from "react-dom/client";
import { Desk } from "#desk/shell/desk";
import { applyTheme } from "./shell/theme.ts";

applyTheme();
const root = document.getElementById("desk");
if (root !== null) createRoot(root).render(<Desk />);
