/**
 * The router's lexicon: facts about a message that hold in any trade. A group is a name and the patterns that show it, parted by "|" and
 * written for the normal form of `tokenise` (lower case, no accents, no apostrophes, words joined by single blanks). A pattern starts at the
 * start of a word; "*" stands for any ending. The linear model learns what a group means for an intent, so a group need not be right every time.
 */

export const LEXICON: Readonly<Record<string, string>> = {
  // Money that moved, or should have
  bill: `
    bill | bills | billed | billing | invoic* | receipt* | statement* | rechnung* | factur* | fattur* | fatura* | rekening | beleg* |
    quittung* | recibo* | recu`,
  refund: `
    refund* | reimburs* | money back | cash back | give back my money | credit me | compensat* | erstatt* | geld zuruck | reembols* |
    rembours* | rimbors* | geld terug | chargeback* | charge back | reversal | reverse the | reverse this | reverse my`,
  charge: `
    charg* | overcharg* | debit* | deduct* | withdrawn from | took money | taken from my | double payment | twice | two times |
    abgebucht | abbuchung* | cobr* | debite | preleva* | duplicate`,
  pay: `
    pay | pays | paying | paid | payed | payment* | payable | prepaid | autopay | direct debit* | instal*ment* | instalment* |
    installment* | zahl* | bezahl* | pago* | pagar | pague | paiement* | payer | pagamento | betal* | uberweis* | checkout | paypal |
    apple pay | google pay | wire transfer | bank transfer | top up | topup | top ups | topping up`,
  cost: `
    fee | fees | cost | costs | costing | price* | pricing | pricey | how much is | how much does | how much do | how much for |
    how much will | how much would | rate of | expensive | cheap* | afford* | surcharge* | markup | tariff* | gebuhr* | kosten | kostet |
    preis* | cuesta | precio* | tarif* | cout | coute | prix | quanto custa | penalt* | deposit | premium* | premiums | commission* |
    tax | taxes | vat`,
  exchange_rate: `
    exchange rate* | conversion rate* | currency rate | interest rate* | exchang* fee* | wechselkurs | rate you | wrong rate | the rate |
    bad rate | apr | interest`,
  dispute: `
    dispute* | disputing | unrecogni* | dont recogni* | do not recogni* | didnt recogni* | not recogni* * payment | unauthori* |
    did not authori* | didnt authori* | never authori* | unknown * payment | unknown charge* | fraudulent | not mine | wasnt me |
    didnt make | did not make | never made | didnt buy | never bought | strange payment* | not made by me | wrong amount |
    incorrect amount | overbilled`,
  discount: `
    discount* | coupon* | voucher* | promo | promo code* | promotion* | rabatt* | gutschein* | descuento* | remise | cashback |
    gift card*`,
  money: `
    $ | £ | € | ¥ | ₹ | % | dollar* | bucks | euro | euros | pound | pounds | usd | eur | gbp | money | cash | credit | amount* |
    balance* | sum | geld | dinero | argent | dinheiro | cents`,
  renewal: `
    renew* | auto renew* | subscription fee* | yearly | annual* | monthly | per month | a month | free trial | trial`,

  // Something doesn't do what it should
  fails: `
    not work* | isnt work* | doesnt work* | dont work* | didnt work* | wont work* | aint work* | arent work* | wasnt work* | cant work |
    stopped work* | stop work* | stops work* | not function* | doesnt function | malfunction* | out of order | not respond* |
    unresponsive | doesnt respond | doesnt react | not react* | wont turn* | wont start* | doesnt turn | doesnt start | not start* |
    not turn* | wont open* | doesnt open | not open* | wont load* | doesnt load | not load* | wont let me | doesnt let me | not let me |
    not letting me | keeps *ing | fail | fails | failed | failing | failure | nothing happens | no longer work* | funktioniert nicht |
    geht nicht | klappt nicht | kaputt | no funciona | ne marche * | ne fonctionne * | non funziona | nao funciona | doet het niet |
    werkt niet | not charging | doesnt charge | not display* | doesnt show | not showing | wont connect | doesnt connect | not connect* |
    cant connect | wont play | not play* | defekt`,
  unable: `
    cant access | cannot access | unable to | cant get into | cannot get into | cant open | cannot open | cant use | cannot use |
    cant seem to | cant send | cannot send | cant upload | cannot upload | cant download | cannot download | cant install |
    cannot install | cant make calls | cant see | cannot see | cant print | cant watch | could not open | couldnt open | not able to |
    nicht moglich | no puedo | je narrive pas | non riesco | nao consigo | no acces* | access denied`,
  broken: `
    broke | broken | damag* | crack* | defect* | fault | faulty | faults | smash* | shatter* | leak* | burst | burned | burnt |
    overheat* | dead | died | bricked | scratch* | water damage | dropped my | fell | torn | jam | jams | jammed | noise | flicker* |
    roto | rota | casse | rotto | repair* | fix | fixed | fixing | bent | worn out`,
  error: `
    error* | bug | bugs | buggy | glitch* | crash* | freez* | froze | frozen | hang | hangs | hanging | stuck | lag | lags | laggy |
    lagging | timeout* | timed out | times out | exception | blue screen | black screen | white screen | blank screen | blank page |
    fehler* | absturz* | sturzt | erreur | plante | errore | erro | corrupt* | invalid | incompatible | went wrong | issue with the app |
    technical * | troubleshoot* | malware | virus* | hacked | hacker* | hijack* | stutter* | buffer* | fault code`,
  login: `
    log in | login* | logged in | logging in | log into | log on | logon | sign in | signin | signing in | sign into | password* |
    passcode* | passwort | contrasena | mot de passe | senha | wachtwoord | pin | pins | pin code | puk | locked out | lock me out |
    unlock* | account is locked | account locked | is blocked | got blocked | blocked my | authenticat* | two factor | two step |
    verification code* | one time code | otp | mfa | captcha | einloggen | anmelden | iniciar sesion | me connecter | face id |
    fingerprint | user name | username | credentials`,
  forgot: `
    forgot* | forget | cant remember | dont remember | do not remember | lost my password | vergessen | olvide | oublie | dimenticato |
    esqueci`,
  outage: `
    outage* | offline | down right now | is down | are down | was down | went down | been down | server* | servers | maintenance |
    downtime | disrupt* | interruption | ausfall | storung* | panne | no power | power cut | blackout | no service | no signal |
    no internet | no connection | no network | no dial tone | no reception | no water | no heat* | no hot water | status page`,
  network: `
    internet | wifi | wi fi | wlan | router* | modem* | broadband | connection* | connectivity | network | signal | bluetooth |
    mobile data | hotspot | dns | vpn | ethernet | fibre | fiber | latency | speed* | reception bars | coverage`,
  slow: `
    slow | slowly | slower | sluggish | takes forever | takes ages | langsam | lento | lent`,
  device: `
    phone | phones | iphone* | android | smartphone* | laptop* | computer* | pc | macbook | tablet* | ipad* | printer* | screen* |
    monitor* | display* | keyboard | mouse | camera* | speaker* | headphone* | headset* | earbud* | tv | television | remote | set top |
    console | battery | charger* | cable box | decoder | sim | sim card | esim | device* | machine* | meter | thermostat | boiler |
    heating | fridge | washer | washing machine | dishwasher | oven | engine | sensor* | gerat | terminal | kiosk | hardware | usb |
    hdmi | microphone | mic`,
  software: `
    software | app | apps | application crash* | website | web site | webpage | web page | browser | program | update* | updating |
    upgrade the app | upgrade my software | install* | uninstall* | reinstall* | version* | patch | firmware | driver for | drivers |
    operating system | windows | macos | linux | ios | api | plugin* | plug in | extension | sync* | backup* | database | licen*e key |
    activation key | download* | upload* | portal | dashboard | reboot* | restart* | reset* | configur* | setup | set up my |
    link doesnt | button`,
  security: `
    hacked | phish* | suspicious login | compromised | someone logged | security alert | breach*`,

  // Anger, complaints, threats
  complaint: `
    complain* | complaint* | grievance | beschwer* | reklam* | queja | quejar* | reclamo | reclamacion | reclamation | plainte |
    reclamacao | klacht | escalat* | report your | report you | report him | report her | misconduct | rude | disrespect* | yelled |
    shouted | insulted | unprofessional | feedback about your staff`,
  legal: `
    lawyer* | attorney* | solicitor* | sue | suing | lawsuit | legal action | legal steps | take legal | court | ombudsman* | regulator |
    consumer protection | trading standards | small claims | anwalt* | abogad* | avocat | avvocato | advogado | report to the police |
    press charges | better business bureau | bbb | authorities | go public | media | journalist`,
  anger: `
    unacceptable | ridiculous | outrag* | disgust* | disgrace* | pathetic | useless | worst | horrible | horrendous | terrible | awful |
    appalling | furious | angry | fed up | sick of | sick and tired | had enough | enough is enough | scam | scammer* | thieves | liar* |
    rip off | ripoff | incompetent | stupid | idiot* | dumb | bullshit | wtf | damn | fuck* | shit* | joke | shame | nightmare |
    waste of time | frechheit | unverschamt | inaceptable | inadmissible | scandal* | never again | disappointed | dissatisfied |
    unhappy with | not satisfied | not happy`,
  ignored: `
    nobody * | no one * | noone | no reply | no response | no answer | not answer* | still waiting for a reply | still no |
    again and again | third time | fourth time | fifth time | several times | many times | how many times | weeks now | months now |
    kept waiting | on hold | hung up | ignored | ignoring | ignore me`,
  person_word: `
    human* | real person | a person | live person | agent | agents | representative* | rep | operator | manager | supervisor* | advisor |
    adviser | team lead | boss | ceo | director | management | someone | somebody | anyone | staff | colleague* | mitarbeiter* | mensch* |
    persona | agente | humano | conseiller* | humain | quelquun | operatore | atendente | medewerker | customer service | customer care |
    call center | call centre | helpline | hotline | specialist | department | team please`,
  talk: `
    talk | speak | chat with | chat to | call me | call back | callback | phone me | ring me | contact me | reach someone | transfer me |
    connect me | put me through | pass me | forward me | hand me | sprechen | reden | hablar | parler | parlare | falar | spreken |
    praten`,

  // What a company is asked day in, day out
  order: `
    order | orders | ordered | ordering | parcel* | package* | deliver* | ship | ships | shipped | shipping | shipment* | courier |
    dispatch* | tracking | track my | bestell* | paket | liefer* | versand | pedido | envio | entrega | commande | colis | livraison |
    ordine | spedizione | encomenda | bestelling | arriv* | in stock | out of stock`,
  returns: `
    return policy | return an | return the | return my | return label | send it back | send back | exchange it | exchange an |
    exchange for | swap | umtausch* | zurucksend* | devolver | retourner | wrong size | wrong colo*`,
  booking: `
    book | booked | booking* | reserv* | appointment* | schedul* | reschedul* | ticket* | seat* | flight* | room | rooms | table for |
    check in | checkin | check out | termin* | buch* | cita | reserva* | rendez vous | reserver | prenot* | boarding | luggage | baggage |
    itinerary | trip | vacation`,
  place_time: `
    open | opening | opens | close today | closing time | hours | what time | when do you | where are you | where is your | located |
    location* | branch | branches | nearest | near me | store | parking | directions | sunday | saturday | holiday* | geoffnet |
    offnungszeiten | horario* | horaires | aperto | orari`,
  account: `
    open an account | open account | create an account | create account | new account | close my account | close account |
    delete my account | delete account | delete my data | register for | sign up | signup | change my name | change my address |
    change my phone | change my email | update my address | update my email | update my phone | update my details | my details |
    personal details | edit my | newsletter | unsubscribe | subscribe | switch account | my profile | verify my identity |
    verify identity | kyc`,
  plan: `
    change my plan | new plan | which plan | plans | switch plan | upgrade my plan | upgrade to | downgrade | cancel my subscription |
    cancel my contract | cancel my plan | cancel my service | cancel my membership | cancel service | start service | new service |
    new connection | kundig* | cancelar | resilier | move my service | transfer my service | contract | package | stop service`,
  policy: `
    policy | policies | warranty | guarantee | terms | privacy | coverage | cover | covers | covered | claim | claims | eligib* |
    requirement* | qualif* | age limit | how old | old enough | allowed | minimum age | quote | documents`,
  product: `
    product* | model | models | size | sizes | colo*r | colo*rs | material | ingredient* | compatible with | suitable | recommend* |
    difference between | available | availability | feature* | catalog* | brochure | brand | spare | menu | gluten | vegan | offer |
    offers | do you have | do you sell | do you offer | do you provide | is there a | are there any | can i bring | options |
    information | info | details about | tell me about | tell me more`,
  cards_general: `
    new card | replacement card | spare card | second card | extra card | additional card | card arriv* | card come | card deliver* |
    get a card | order a card | visa | mastercard | lost my card | lost card | stolen | card accepted | accept my card | use my card |
    use the card | which countries | what countries | which currencies | what currencies | currencies | countries | supported in |
    accepted`,
  small: `
    hi | hello | hey | hai | hallo | hola | bonjour | ciao | ola | good morning | good afternoon | good evening | good day | greetings |
    thank | thanks | thankyou | thx | ty | danke | gracias | merci | grazie | obrigad* | bedankt | bye | goodbye | see you | have a nice |
    have a good | have a great | take care | welcome | no problem | ok | okay | yes | yeah | yep | sure | no | nope | nothing else |
    thats all | that is all | great | perfect | cool | awesome | sorry | pardon | repeat | dont know | not sure | moment | wait |
    hold on`,
};
