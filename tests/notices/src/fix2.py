s=open('src/b.txt').read()
A={
'Reference 77':'',
"will show on the statement.":" Other transfers in your European stores went through as planned. If a deposit ever comes back again, the Payments page shows the reason given by the bank; in most cases the holder's name was typed differently from the legal entity, and neither an appeal nor a plan of action is needed.",
"the check mark in Account Info will turn green in a few hours.":" Selling, payouts and advertising go on without interruption. We keep your documents encrypted and use them for no other purpose. Should your address or the person in charge change one day, update the data first and then expect a short request for a fresh bill, which is routine and doesn't mean your account is at risk of deactivation.",
"some ASINs may carry brand restrictions of their own.":" Sunscreens and acne treatments also fall under the drug rules, so keep test reports and ingredient lists ready: we ask for them from time to time, and listings for which they can't be shown are taken down. A checklist is in Seller University.",
"Account Health Rating 864, healthy.":"\nFunds available for disbursement: $7,211.08. Listings at risk: none. Listings removed: none. No appeals are open. You're eligible for Account Health Assurance, meaning that an advisor would call you before any deactivation, so please check that your emergency number is right.",
"Unsubscribe with one click.":" Our lawyer's corner treats rights owners who won't answer: how to ask for a retraction politely, when a counter-notice makes sense, and what changes if a court order is behind the removal. And for the pessimists, a comic strip about forged invoices. Thanks to all 6,200 readers; none of this is legal advice.",
"Questions for the panel can be handed in until the 20th.":" Last time we spoke on velocity reviews and funds held for 90 days; the recording is on the members' page, along with slides on used sold as new, drop shipping letters, and what an order defect rate of two per cent means for a small shop.",
"does not refer to your account.":" Should you work with fulfilment partners, make sure that their packing material bears your name. As before, violations may lead to removal of listings or deactivation, which is why we recommend a test order to yourself once a quarter. Translations will be available in German, French, Italian, Polish and Turkish.",
"No action is required if you don't solicit reviews.":" We removed 250 million suspected fake reviews last year and took brokers to court in four countries. The Request a Review button remains the simplest allowed way of asking. Vine, too, continues as before.",
"A comparison of old and new text is attached for your convenience.":" Main points: where we deactivate an account for reasons other than illegal or harmful activity, notice will be given 30 days ahead; funds held after a termination are reviewed at 90 days; seller-fulfilled orders need proof of delivery upon request. An FAQ and a forum thread, moderated by our staff, will answer questions until the end of April.",
"Contact the sender's account manager for a claim form.":" Please mind that repeated wrong addresses are charged at 19 dollars each.",
"First fifty get 20 % off.":" We don't use templates! Your case gets a root cause, corrective actions and preventive measures drafted by someone who sat on the other side for seven years. Funds withheld? Section 3? Identity verification stuck in a loop? Video call failed? Restricted products, patents, unsafe toys? Bring it on. 97 % success, money back otherwise (terms apply). Sellers in the UK and UAE welcome.",
"Accounts get deactivated for less. Questions to me, not to the buyers. Helen, compliance":"Accounts get deactivated for less.",
"You can take part even if you've never been deactivated.":" Questions deal with lost income, sleep, trust in platforms and the tone of performance notifications (\"we have removed your selling privileges\" and such). Data are kept in Belgium and published only in tables.",
"Coffee's on you.":" By the way their shop was off for five weeks, funds frozen, and in the end it was one digit. I also uploaded the liability insurance for next year, accepted the same evening, and the credit card that ran out in May has been swapped. Anything still missing for the audit?",
"report ID 13XXXX0021 is now closed.":" Over the past 12 months 31 of your 33 reports were accepted, which places you among the brands whose notices are most reliable. Please continue to make test buys before you allege counterfeits, and choose the correct kind of right, be it trademark, copyright or patent.",
"I'm resolving this case now.":" Just keep both healthy: if one of several accounts is deactivated, the others may be affected until it has been sorted out. There's no need to declare the second account beforehand, and no document to send.",
"your answers don't influence any appeal.":" We'd also be glad to hear if the call was about a suspected intellectual property violation, a product authenticity complaint, a metric, or something else, and if you knew afterwards what to submit.",
"It won't be counted in your order defect rate.":" The dispute had been opened under the heading \"merchandise not received\"; tracking with signature was what convinced the bank. Please keep such proof for 180 days.",
}
for k,v in A.items():
    if k=='Reference 77': continue
    assert s.count(k)==1,(k,s.count(k))
    if k.startswith('Accounts get'): continue
    s=s.replace(k,k+v)
open('src/b.txt','w').write(s)
