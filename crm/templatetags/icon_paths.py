"""The product's own set of icons: one line style on a 24 x 24 grid, in the colour of the text beside them."""

_FACE = '<circle cx="12" cy="12" r="8.5"/>'
_EYES = "M9 9.5v.1M15 9.5v.1"
_PERSON = '<circle cx="12" cy="8" r="4"{dash}/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"{dash}/>'

ICONS: dict[str, str] = {
    # The product
    "brand": '<path d="M8 3v8a4 4 0 0 0 8 0V3M12 15v6M4.5 5.5v4M19.5 5.5v4"/>',
    # Channels
    "store": '<path d="M4 11v8.5h16V11M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z'
    'M9.5 19.5V15h5v4.5"/>',
    "phone": '<path d="M6.5 3.5h3l1.5 4-2 1.6a12 12 0 0 0 5.9 5.9l1.6-2 4 1.5v3a2 2 0 0 1-2.2 2'
    'C10.6 19 5 13.4 4.5 5.7a2 2 0 0 1 2-2.2z"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.4 3.7 5.2 3.7 8.5'
    's-1.2 6.1-3.7 8.5c-2.5-2.4-3.7-5.2-3.7-8.5s1.2-6.1 3.7-8.5z"/>',
    "at": '<circle cx="12" cy="12" r="3.5"/><path d="M15.5 8.5v4.7a2.5 2.5 0 0 0 5 0V12'
    'a8.5 8.5 0 1 0-3.4 6.8"/>',
    "chat": '<path d="M4 5.5h16v11h-8.5L7 20v-3.5H4z"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13.5c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5'
    'C17 4.5 14 5 12 6.5zM12 6.5V20"/>',
    "letter": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M4.5 7.5l7.5 6 7.5-6"/>',
    "tent": '<path d="M12 3.5V7M12 3.5h4l-1.2 1.7L16 7h-4L3.5 20h17L12 7M12 13l-3 7M12 13l3 7"/>',
    "visit": '<path d="M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>',
    # Topics
    "wrench": '<path d="M20 7.2l-3 3-2.9-.4-.4-2.9 3-3a5 5 0 0 0-6.4 6.4L4 16.6'
    'a2.3 2.3 0 0 0 3.3 3.3l6.3-6.3A5 5 0 0 0 20 7.2z"/>',
    "box": '<path d="M12 3.5l8 4.2v8.6l-8 4.2-8-4.2V7.7zM4.3 7.9L12 12l7.7-4.1M12 12v8.3"/>',
    "truck": '<path d="M3 6.5h11v10h-2.6M6.6 16.5H3v-10M14 10h3.5l3.5 3.5v3h-1.6M14.6 16.5H14"/>'
    '<circle cx="9" cy="17" r="2"/><circle cx="17" cy="17" r="2"/>',
    "music": '<circle cx="6.5" cy="17.5" r="2.5"/><circle cx="16.5" cy="15.5" r="2.5"/>'
    '<path d="M9 17.5V6l10-2v11.5"/>',
    "receipt": '<path d="M6 3.5h12v17l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM9 8h6M9 12h6"/>',
    "shield": '<path d="M12 3.5l7.5 2.7v5.3c0 4.3-2.9 7.3-7.5 9-4.6-1.7-7.5-4.7-7.5-9V6.2z"/>',
    "pin": '<path d="M12 21c4.5-4.6 6.8-8 6.8-11a6.8 6.8 0 0 0-13.6 0c0 3 2.3 6.4 6.8 11z"/>'
    '<circle cx="12" cy="10" r="2.4"/>',
    "tag": '<path d="M4 4.5h7.5l8.5 8.5-7 7L4.5 11.5z"/><circle cx="8.2" cy="8.2" r="1"/>',
    "return": '<path d="M8.5 5L4 9.5 8.5 14M4 9.5h11a5 5 0 0 1 0 10H9"/>',
    "key": '<circle cx="8" cy="12" r="4"/><path d="M12 12h8.5v3.5M16.5 12v2.5"/>',
    "bag": '<path d="M5.5 8h13l1 12h-15zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/>',
    "question": f'{_FACE}<path d="M9.7 9.8a2.4 2.4 0 1 1 3.4 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.1"/>',
    # Voices
    "heart": '<path d="M12 20C6.5 16 3.8 12.8 3.8 9.4A4.4 4.4 0 0 1 12 7.2a4.4 4.4 0 0 1 8.2 2.2'
    'c0 3.4-2.7 6.6-8.2 10.6z"/>',
    "complaint": '<path d="M4 5h16v11.5h-8.5L7 20v-3.5H4zM12 8v3.5M12 14v.1"/>',
    "star": '<path d="M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"/>',
    "idea": '<path d="M9 16.5c0-1.8-3-3.2-3-6.8a6 6 0 0 1 12 0c0 3.6-3 5-3 6.8zM9.5 20h5"/>',
    "face-1": f'{_FACE}<path d="M8 16.5c1-1.6 2.4-2.4 4-2.4s3 .8 4 2.4{_EYES}"/>',
    "face-2": f'{_FACE}<path d="M8.5 15.8c1-.8 2.2-1.2 3.5-1.2s2.5.4 3.5 1.2{_EYES}"/>',
    "face-3": f'{_FACE}<path d="M8.5 15h7{_EYES}"/>',
    "face-4": f'{_FACE}<path d="M8.5 14.4c1 .9 2.2 1.3 3.5 1.3s2.5-.4 3.5-1.3{_EYES}"/>',
    "face-5": f'{_FACE}<path d="M8 13.8c1 1.8 2.4 2.7 4 2.7s3-.9 4-2.7{_EYES}"/>',
    # People
    "user": _PERSON.format(dash=""),
    "user-dashed": _PERSON.format(dash=' stroke-dasharray="2.5 2.6"'),
    "user-plus": '<circle cx="10" cy="8" r="4"/><path d="M2.5 20.5c.8-4 3.7-6 7.5-6 1.7 0 3.2.4 4.4 1.2'
    'M18.5 14v7M15 17.5h7"/>',
    "users": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5'
    'M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.5 3.6 4.9"/>',
    "building": '<path d="M5.5 20.5v-17h9v17M14.5 9h4.5v11.5M3.5 20.5h17M8.5 7.5h3M8.5 11h3M8.5 14.5h3"/>',
    # States
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "check-circle": f'{_FACE}<path d="M8 12.3l2.8 2.8 5.2-5.6"/>',
    "clock": f'{_FACE}<path d="M12 7v5l3.5 2"/>',
    "pause": '<path d="M9 5.5v13M15 5.5v13"/>',
    "warning": '<path d="M12 4l9 16H3zM12 10v4.5M12 17.2v.1"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "info": f'{_FACE}<path d="M12 11v5M12 8v.1"/>',
    "device": '<rect x="5.5" y="3.5" width="13" height="17" rx="2"/><path d="M11 17.5h2"/>',
    "erase-left": '<path d="M8.5 5.5h12v13h-12L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5"/>',
    "lock": '<rect x="5.5" y="10.5" width="13" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "eye": '<path d="M2.5 12c2.5-4.3 5.7-6.5 9.5-6.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.6"/>',
    "offline": '<path d="M4 4l16 16M8.7 7A5.5 5.5 0 0 1 17 10a4.2 4.2 0 0 1 3.6 6.4'
    'M17 18.5H7a4.5 4.5 0 0 1-.9-8.9"/>',
    "busy": '<path d="M19.5 8.5A8 8 0 0 0 5 9M5 4.5V9h4.5M4.5 15.5A8 8 0 0 0 19 15M19 19.5V15h-4.5"/>',
    "circle": _FACE,
    # Acts
    "arrow-to": '<path d="M4 12h12M11 7l5 5-5 5M20.5 5v14"/>',
    "arrow-left": '<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>',
    "arrow-up": '<path d="M12 19.5v-15M6 10.5l6-6 6 6"/>',
    "arrow-down": '<path d="M12 4.5v15M6 13.5l6 6 6-6"/>',
    "arrow-right": '<path d="M4.5 12h15M13.5 6l6 6-6 6"/>',
    "send": '<path d="M20.5 3.5L3 10.5l7 3.5 3.5 7zM20.5 3.5L10 14"/>',
    "pen": '<path d="M4 20l1-4L16.5 4.5l3 3L8 19z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "erase": '<path d="M8.5 5.5H20.5v13H8.5L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5"/>',
    "trash": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5"/>',
    "undo": '<path d="M4.5 5v5h5M5 10a8 8 0 1 1-.6 5"/>',
    "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3'
    'a4 4 0 0 0 5.7 5.7l1-1"/>',
    "merge": '<path d="M6 4v4c0 4.5 6 4 6 8.5V20M18 4v4c0 4.5-6 4-6 8.5"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "download": '<path d="M12 4v11.5M7 11l5 5 5-5M4.5 20h15"/>',
    "upload": '<path d="M12 16V4.5M7 9l5-5 5 5M4.5 20h15"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
    "filter": '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/>'
    '<path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "history": '<path d="M4.5 5v4.5H9M4.8 9.5A8 8 0 1 1 4 13M12 8v4.5l3 2"/>',
    "flag": '<path d="M6 21V4M6 5c4-2.5 7.5 2 12.5 0v8.5c-5 2-8.5-2.5-12.5 0"/>',
    "target": f'{_FACE}<circle cx="12" cy="12" r="4.5"/><path d="M12 12v.1"/>',
    "chart": '<path d="M4 4v16h16M7.5 15.5l4-5 3 2.5 4.5-6.5"/>',
    # Getting about
    "chevron": '<path d="M6 9.5l6 6 6-6"/>',
    "chevron-right": '<path d="M9.5 6l6 6-6 6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "more": '<circle cx="5.5" cy="12" r="0.6"/><circle cx="12" cy="12" r="0.6"/>'
    '<circle cx="18.5" cy="12" r="0.6"/>',
    "settings": '<path d="M4 7.5h9M18 7.5h2M4 16.5h2M11 16.5h9"/><circle cx="15.5" cy="7.5" r="2.5"/>'
    '<circle cx="8.5" cy="16.5" r="2.5"/>',
    "logout": '<path d="M13.5 4H5v16h8.5M10 12h10.5M16.5 8l4 4-4 4"/>',
    "external": '<path d="M13.5 4.5h6v6M19.5 4.5l-9 9M10 6H4.5v13.5H18V14"/>',
}
