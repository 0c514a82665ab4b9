/**
 * Words that mean the same in nearly every help centre, one group a line: abbreviations that customers type, two spellings of one word, and
 * the names that one button goes by. What means the same in one trade only belongs into the desk's own list.
 */

const GROUPS = `
account, acct
activate, enable, switch on, turn on
address, addr
administrator, admin
application, app
authentication, auth
avatar, profile picture, profile photo
bill, invoice
buy, purchase
cancel, terminate
configuration, config, settings
coupon, voucher, promo code, discount code
customer service, customer support
database, db
deactivate, disable, switch off, turn off
defective, faulty, broken
delete, remove, erase
delivery, shipping
directory, folder
documentation, docs
edit, change, modify
error, problem, issue
expire, run out
fix, repair, solve, troubleshoot
identification, id
image, picture, photo, pic
information, info
install, set up
late, delayed
limit, quota
log in, login, log on, logon, sign in, signin
log out, logout, log off, sign out, signout
maximum, max
merge, combine
message, msg
minimum, min
mobile phone, cell phone, smartphone
multi-factor authentication, mfa, two-factor authentication, two-step verification, 2fa
number, nr
organization, organisation, org
package, parcel
password, passcode, pwd
phone, telephone, tel
postcode, post code, zip code
quantity, qty
reboot, restart
refund, money back, reimburse
repository, repo
register, sign up
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
export const EVERYDAY_SYNONYMS: readonly (readonly string[])[] = GROUPS.trim().split("\n").map((group) => group.split(", "));
