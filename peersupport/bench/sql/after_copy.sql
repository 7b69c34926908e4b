UPDATE people_pairing a SET last_note_at = l.at FROM last_note l WHERE l.peer = a.peer_id AND l.person = a.person_id;
