import re
p='src/a3.txt'; s=open(p).read()
# drop second velocity deactivation
i=s.index('=== account-deactivated|velocity-review|shipment tracking'); j=s.index('=== more-information-needed|inauthentic-supply')
s=s[:i]+s[j:]
s=s.replace('=== account-deactivated|unfair-pricing|plan of action','=== account-at-risk|unfair-pricing|plan of action')
s=s.replace('Your Amazon seller account has been deactivated because your prices violate the Amazon Marketplace Fair Pricing Policy.','You are still able to sell, but your Amazon seller account may be deactivated because your prices violate the Amazon Marketplace Fair Pricing Policy.')
s=s.replace('Why did this happen?\nFollowing the declaration','What did we find?\nFollowing the declaration').replace('How do I reactivate?\nSend us a plan of action: why prices','How do I avoid deactivation?\nWithin 72 hours, send us a plan of action: why prices')
s=s.replace('=== account-deactivated|brand-registry-abuse|','=== privilege-restricted|brand-registry-abuse|')
s=s.replace('We have deactivated your selling account and terminated your access to Brand Registry because you misused Brand Registry tools.','We have terminated your access to Brand Registry because you misused Brand Registry tools. Your offers are not affected.')
open(p,'w').write(s)
p='src/a2.txt'; s=open(p).read()
i=s.index('=== account-deactivated|payment-method|valid credit card'); j=s.index('=== account-deactivated|payment-method|bank statement')
s=s[:i]+'''=== funds-held|payment-method|valid bank account
Payments page alert: We couldn't send your disbursement of $3,905.12 because the bank rejected your deposit method (account ending 4417, "closed"). Offers stay live. Add a new bank account under Settings > Account Info > Deposit Methods; a hold of three days applies after the change.
'''+s[j:]
open(p,'w').write(s)
p='src/a1.txt'; s=open(p).read()
s=s.replace('=== account-deactivated|late-shipment|','=== account-at-risk|late-shipment|')
s=s.replace('Your seller-fulfilled offers have been deactivated because your Late Shipment Rate exceeded 4%.','Your seller-fulfilled offers are at risk of deactivation because your Late Shipment Rate exceeded 4%.').replace('How do I reactivate my seller-fulfilled offers?\nSend a plan covering','How do I keep my seller-fulfilled offers active?\nBy 19 January, send a plan covering')
open(p,'w').write(s)
