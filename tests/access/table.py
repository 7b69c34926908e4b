"""Who may read what, cell by cell, as data: design.md §1 with the decisions 0001, 0002, 0008 and 0009.

TABLE      reader × content, while nobody is kept away
  yes      by the relation alone           no      never
  gate:X   by the person's choice for the kind of reader X: GATE decides
  shown    what the person showed, while a yes of theirs is in force
BLOCKED    what remains to the same readers once the person keeps them away; everything else is "no"
GATE       policy and choice → opens or not; AT_MOST caps the policy before: text is never "always" (0001)
DOORS      content → door, method, address and the sign that stands in the answer exactly when the content opens;
           through no door whatsoever may a sentence of a content reach a reader whose cell says no
           "but": who doesn't come this way, although the content opens to them (kept_away: while kept away)
"""

# How each reader stands to the person. "wrote" is about the two notes: one by the author, one by the former peer.
READERS = {
    "author": "walks with the person and wrote one of the notes",
    "paired": "walks with the person, wrote nothing",
    "cover": "stands in for the author, the waiting days are over",
    "early": "stands in for the author, the waiting days run",
    "former": "said goodbye ten days ago, wrote the other note",
    "returned": "is back on their own word, the office has not confirmed (0009)",
    "clinical": "clinical supervisor of the author, the waiting days are over",
    "new_clinical": "clinical supervisor of the author, the waiting days run",
    "senior": "senior peer supervisor of the author, the waiting days are over",
    "far": "supervisor of both kinds, of another peer",
    "let_in": "let in as somebody on call, to everything that can be",
    "let_in_facts": "let in as a clinical supervisor, to facts alone",
    "let_in_later": "let in from tomorrow on, to everything that can be",
    "was_let_in": "was let in until yesterday, to everything that can be",
    "admin": "the office",
    "other": "a peer who has nothing to do with the person",
    "person": "the person",
}

CONTENTS = {
    "identity": "the chosen name",
    "contact": "how to reach them",
    "facts": "that the meeting of the author took place, when and how long",
    "facts_2": "the same of the meeting of the former peer",
    "words": "the note of the author, and a goal",
    "words_2": "the note of the former peer",
    "plan": "the plan for hard times",
    "check_in": "an answer of this week that the person showed",
    "consent": "whether there is an agreement",
    "choices": "what they chose in it",
    "draft": "what the author has not saved yet",
}
GATED = {"words", "words_2", "plan", "check_in"}

TABLE = """
              identity contact facts facts_2 words          words_2        plan           check_in consent choices draft
author        yes      yes     yes   yes     yes            gate:paired    gate:paired    shown    yes     yes     yes
paired        yes      yes     yes   yes     gate:paired    gate:paired    gate:paired    shown    yes     yes     no
cover         yes      yes     yes   yes     gate:cover     gate:cover     gate:cover     no       yes     yes     no
early         yes      yes     yes   yes     no             no             no             no       yes     yes     no
former        yes      no      no    yes     no             yes            no             no       yes     no      no
returned      yes      no      no    no      no             no             no             no       yes     no      no
clinical      yes      no      yes   no      gate:clinical  no             gate:clinical  no       yes     no      no
new_clinical  yes      no      yes   no      no             no             no             no       yes     no      no
senior        yes      no      yes   no      gate:senior    no             gate:senior    no       yes     no      no
far           no       no      no    no      no             no             no             no       no      no      no
let_in        yes      no      yes   yes     gate:responder gate:responder gate:responder no       no      no      no
let_in_facts  yes      no      yes   yes     no             no             no             no       no      no      no
let_in_later  no       no      no    no      no             no             no             no       no      no      no
was_let_in    no       no      no    no      no             no             no             no       no      no      no
admin         yes      yes     no    no      no             no             no             no       yes     no      no
other         no       no      no    no      no             no             no             no       no      no      no
person        yes      yes     yes   yes     yes            yes            yes            yes      yes     yes     no
"""

# 0002: what they wrote themselves, without the text.
BLOCKED = {"author": {"facts"}, "former": {"facts_2"}}

POLICIES = ("never", "ask", "always")
CHOICES = ("yes", "no", "missing")
GATE = {
    ("never", "yes"): "no", ("never", "no"): "no", ("never", "missing"): "no",
    ("ask", "yes"): "yes", ("ask", "no"): "no", ("ask", "missing"): "no",
    ("always", "yes"): "yes", ("always", "no"): "yes", ("always", "missing"): "yes",
}  # fmt: skip
AT_MOST = {
    ("paired", "words"): "ask", ("cover", "words"): "ask", ("clinical", "words"): "ask", ("senior", "words"): "ask",
    ("responder", "words"): "ask", ("paired", "plan"): "always", ("cover", "plan"): "ask", ("clinical", "plan"): "ask",
    ("senior", "plan"): "never", ("responder", "plan"): "ask",
}  # fmt: skip

# Nothing is printed but the page itself and the person's own PDF: static/css/print.css hides, and adds no word.
DOORS = """
identity  page    GET   home:person_page          {name}
identity  print   GET   consent:agreement         {name}      but let_in let_in_facts
identity  api     GET   api:person                {name}
identity  api     GET   api:people                {name}
identity  search  POST  people:person_search      {name}
identity  search  POST  api:person_search         {name}
identity  export  POST  exchange:people_take      {name}
contact   page    POST  home:person_reach         {phone}
facts     page    GET   home:person_page          {meeting}   but kept_away
facts     page    GET   sessions_app:session_list {meeting}
facts     page    GET   sessions_app:session_detail {ok}
facts     api     GET   api:session               {meeting}
facts     api     GET   api:sessions              {meeting}
facts     export  POST  exchange:meetings_take    ,{minutes},
facts_2   page    GET   sessions_app:session_list {meeting_2}
facts_2   page    GET   home:person_page          {meeting_2} but kept_away
facts_2   api     GET   api:sessions              {meeting_2}
facts_2   export  POST  exchange:meetings_take    ,{minutes_2},
words     page    POST  sessions_app:session_read {words}
words     api     GET   api:note                  {words}
words     api     GET   api:notes                 {note}
words     search  POST  api:note_search           {note}
words     api     GET   api:goals                 {goal}
words_2   page    POST  sessions_app:session_read@2 {words_2}
words_2   api     GET   api:note@2                {words_2}
words_2   api     GET   api:notes                 {note_2}
words_2   search  POST  api:note_search           {note_2}
check_in  page    GET   home:person_page          {check_in}
consent   page    GET   consent:agreement         {agreed}
choices   page    GET   consent:agreement         {choice}
draft     page    GET   sessions_app:session_log  {draft}
"""

DOORS_OF_PERSON = """
identity  page    GET   home:index                {name}
identity  print   POST  sharing:my_out_pdf        %PDF
identity  api     GET   api:person                {name}
contact   page    GET   my_record:contact         {phone}
facts     page    GET   my_record:meeting_list    {meeting}
facts     api     GET   api:session               {meeting}
facts     export  POST  exchange:my_meetings_take ,{minutes},
facts_2   page    GET   my_record:meeting_list    {meeting_2}
facts_2   export  POST  exchange:my_meetings_take ,{minutes_2},
words     page    GET   my_record:meeting_detail  {words}
words     api     GET   api:note                  {words}
words     search  POST  api:note_search           {note}
words     page    GET   my_record:plan            {goal}
words_2   page    GET   my_record:meeting_detail@2 {words_2}
words_2   api     GET   api:note@2                {words_2}
check_in  page    GET   my_record:check_ins       {check_in_own}
consent   page    GET   my_record:agreement       {agreed_own}
choices   page    GET   my_record:agreement       {choice}
"""

# Sentences that stand in one field alone, and must not come out of any door where the cell of their content says no.
SENTENCES = {
    "identity": ["name"],
    "contact": ["phone"],
    "words": ["words", "goal"],
    "words_2": ["words_2"],
    "draft": ["draft"],
}
