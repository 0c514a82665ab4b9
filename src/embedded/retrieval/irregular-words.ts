/** English forms that no ending explains, with the word they belong to: what customers write in the past ("I paid") meets the article ("pay"). */

const FORMS = `
be: been
begin: began begun
break: broke broken
bring: brought
build: built
buy: bought
catch: caught
child: children
choose: chose chosen
come: came
deal: dealt
die: dying
do: did done
draw: drew drawn
drive: drove driven
eat: ate eaten
fall: fell fallen
feel: felt
find: found
fly: flew flown
foot: feet
forget: forgot forgotten
freeze: froze frozen
get: got gotten
give: gave given
go: gone went
grow: grew grown
have: had
hear: heard
hide: hid hidden
hold: held
index: indices
keep: kept
know: knew known
lay: laid
leaf: leaves
leave: left
lend: lent
lie: lying
life: lives
lose: lost
make: made
man: men
mean: meant
meet: met
mouse: mice
pay: paid
person: persons people
ride: rode ridden
ring: rang rung
rise: rose risen
run: ran
say: said
see: saw seen
sell: sold
send: sent
shake: shook shaken
shoot: shot
show: shown
shrink: shrank shrunk
sit: sat
sleep: slept
speak: spoke spoken
spend: spent
stand: stood
steal: stole stolen
stick: stuck
swear: swore sworn
take: took taken
teach: taught
tear: tore torn
tell: told
think: thought
throw: threw thrown
tooth: teeth
understand: understood
wake: woke woken
wear: wore worn
win: won
woman: women
write: wrote written
`;

/** Irregular form → base form, lower case. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  FORMS.trim().split("\n").flatMap((line) => {
    const [base = "", forms = ""] = line.split(": ");
    return forms.split(" ").map((form): [string, string] => [form, base]);
  }),
);
