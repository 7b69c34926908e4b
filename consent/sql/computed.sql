-- What an agreement in force allows, computed from the chain: the more protective of the signed and the published
-- policy, never more than the house's own table permits; a missing rule is "never", a missing choice a no, and a choice
-- that was taken back is a no again. Defined once.
CREATE OR REPLACE VIEW consent_computed AS
SELECT r.person_id, r.id AS consent_id, r.expires_at AS valid_until, r.level,
  coalesce(bit_or(CASE
      WHEN least(signed.rule, coalesce(now_rule.rule, 0), at_most(signed.audience, signed.content)) = 2
        OR (least(signed.rule, coalesce(now_rule.rule, 0), at_most(signed.audience, signed.content)) = 1 AND choice.allowed AND back.id IS NULL)
      THEN cell_bit(signed.audience, signed.content) ELSE 0 END), 0) AS allows
FROM consent_consentrecord r
LEFT JOIN consent_policyaudience signed ON signed.policy_id = r.policy_id
LEFT JOIN consent_confidentialitypolicy current_policy
  ON current_policy.agency_id = r.agency_id AND current_policy.state = 'published'
LEFT JOIN consent_policyaudience now_rule
  ON now_rule.policy_id = current_policy.id AND now_rule.audience = signed.audience AND now_rule.content = signed.content
LEFT JOIN consent_consentchoice choice
  ON choice.consent_id = r.id AND choice.audience = signed.audience AND choice.content = signed.content
LEFT JOIN consent_choicetakenback back
  ON back.consent_id = r.id AND back.audience = signed.audience AND back.content = signed.content
WHERE r.answer = 'yes' AND r.withdrawn_at IS NULL AND r.superseded_at IS NULL
GROUP BY r.person_id, r.id, r.expires_at, r.level;
