/**
 * English words that belong together although no ending says so, one family a line under its base word: what customers write ("I paid") meets
 * what the article says ("payment"). British and American spellings are families too.
 */

const FORMS = `
admit: admission
agree: agreement agreements
analyse: analysis analyses analyze analyzed analyzing
approve: approval approvals
arrive: arrival arrivals
be: been
begin: began begun
break: broke broken
bring: brought
build: built
bus: buses
buy: bought
catch: caught
centre: center centers
cheap: cheaper cheapest
child: children
choose: chose chosen choice choices
colour: color colors colored coloring
come: came
compare: comparison comparisons
complain: complaint complaints
create: creation creations
deal: dealt
decide: decision decisions
describe: description descriptions
dialogue: dialog dialogs
die: dying died
do: did done
draw: drew drawn
drive: drove driven
easy: easily easier easiest
eat: ate eaten
extend: extension extensions
fall: fell fallen
favourite: favorite favorites
feel: felt
find: found
fly: flew flown
foot: feet
forget: forgot forgotten
freeze: froze frozen
get: got gotten
give: gave given
go: gone went
grey: gray
grow: grew grown growth
have: had
hear: heard
hide: hid hidden
high: height
hold: held
index: indices
jewellery: jewelry
keep: kept
know: knew known
lay: laid
leaf: leaves
leave: left
lend: lent
licence: license licenses licensed licensing
lie: lying
life: lives
long: length lengths
lose: lost loss losses
make: made
man: men
mean: meant
meet: met
metre: meter meters
mould: mold molds moldy mouldy
mouse: mice
pay: paid payment payments payable payer payee
permit: permission permissions permitted
person: persons people
programme: program programs
register: registration registrations
respond: response responses
ride: rode ridden
ring: rang rung
rise: rose risen
run: ran
say: said
see: saw seen
sell: sold sale sales
send: sent
shake: shook shaken
ship: shipment shipments
shoot: shot
show: shown
shrink: shrank shrunk
sit: sat
sleep: slept
speak: spoke spoken speech
spend: spent
stand: stood
steal: stole stolen
stick: stuck
subscribe: subscription subscriptions
swear: swore sworn
take: took taken
teach: taught
tear: tore torn
tell: told
theatre: theater theaters
think: thought
throw: threw thrown
tooth: teeth
traveller: traveler travelers
tyre: tire tires
understand: understood
use: used using uses usage
wake: woke woken
warm: warmth
wear: wore worn
weigh: weight weights
win: won
withdraw: withdrew withdrawn withdrawal withdrawals
woman: women
write: wrote written
`;

/** Form → base word, lower case. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split("\n")
    .flatMap((line) => {
      const [base = "", forms = ""] = line.split(": ");
      return forms.split(" ").map((form): [string, string] => [form, base]);
    }),
);
