/**
 * Words that mean the same in nearly every help centre, one group a line: abbreviations that customers type, two spellings of one word, and
 * the names that one button goes by. What means the same in one trade only belongs into the desk's own list.
 */

const GROUPS = `
account, acct
activate, enable, switch on, turn on
address, addr
administrator, admin
allow, permit
application, app
authentication, auth
avatar, profile picture, profile photo
begin, start
bill, invoice
bot, chatbot, robot
broken, damaged, defective, faulty
buy, purchase
cancel, terminate
child, kid
choose, select
close account, delete account, deactivate account
combine, merge
compromise, hack
configuration, config, settings
coupon, voucher, promo code, discount code
crash, freeze, hang
customer service, customer support
database, db
deactivate, disable, switch off, turn off
delete, remove, erase
delivery cost, shipping cost, postage
delivery, shipping, shipment
directory, folder
dispose, throw away, trash
documentation, docs
edit, change, modify
employee, staff
error, problem, issue
exchange, swap
expire, run out
fix, repair, solve, troubleshoot
gift, present
identification, id
image, picture, photo, pic
information, info
install, set up
late, delayed, overdue
limit, quota
log in, login, log on, logon, sign in, signin
log out, logout, log off, sign out, signout
maximum, max
membership, subscription
message, msg
minimum, min
mobile phone, cell phone, smartphone
multi-factor authentication, mfa, two-factor authentication, two-step verification, 2fa
number, nr
opening hours, business hours
organization, organisation, org
package, parcel
password, passcode, pwd
phone, telephone, tel
postcode, post code, zip code
quantity, qty
reboot, restart
refund, money back, reimburse
register, sign up, create account
repository, repo
return, send back
setup, set up
single sign-on, sso
synchronize, synchronise, sync
temporary, temp
top up, recharge
transaction, txn
username, user name
verify, confirm
website, web site
wi-fi, wifi
`;

/** Groups of words or phrases; a phrase has spaces. */
export const EVERYDAY_SYNONYMS: readonly (readonly string[])[] = GROUPS.trim()
  .split("\n")
  .map((group) => group.split(", "));
