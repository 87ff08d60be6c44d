//! Modules that cannot work in a page: why, and what to use instead.

use loopscope_compiler::Known;

/// Modules that are refused for the same reason. Those below a name are refused with it, unless they exist.
struct Refusal {
    reason: &'static str,
    advice: &'static str,
    names: &'static str,
}

static REFUSALS: &[Refusal] = &[
    Refusal {
        reason: "a page has no sockets",
        advice: "Pass data between tasks with asyncio.Queue.",
        names: "socket ssl select socketserver asyncore asynchat urllib.request urllib.robotparser http.client \
                http.server http.cookies http.cookiejar ftplib smtplib smtpd imaplib poplib telnetlib nntplib xmlrpc \
                wsgiref cgi webbrowser",
    },
    Refusal {
        reason: "a page cannot start processes",
        advice: "Use tasks, or the simulated threads of threading and concurrent.futures.",
        names: "subprocess multiprocessing.connection multiprocessing.managers multiprocessing.shared_memory pty",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Let asyncio.sleep stand for the request.",
        names: "aiohttp requests httpx urllib3 websockets websocket tornado fastapi flask uvicorn starlette sanic quart \
                django aioredis redis asyncpg aiomysql aiosqlite pymysql psycopg psycopg2 pymongo motor sqlalchemy \
                aiokafka kafka pika aio_pika boto3 aiobotocore botocore grpc zmq paramiko asyncssh serial discord \
                telegram aiogram telethon openai anthropic bs4 lxml selenium playwright celery",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Keep the data in a string or a list.",
        names: "aiofiles yaml toml orjson ujson msgpack dotenv",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use lists, and the modules math, random and statistics.",
        names: "numpy pandas scipy matplotlib sklearn torch tensorflow cv2 PIL numba sympy networkx",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use unittest.",
        names: "pytest pytest_asyncio nose hypothesis asynctest mock",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use print, or the module logging.",
        names: "rich tqdm colorama termcolor loguru structlog prompt_toolkit click typer tabulate coloredlogs",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use dataclasses.",
        names: "attr attrs pydantic",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use asyncio.",
        names: "trio anyio curio gevent eventlet greenlet twisted aiostream aioitertools async_timeout nest_asyncio \
                janus tenacity backoff schedule apscheduler aiojobs psutil",
    },
    Refusal {
        reason: "it is a loop for CPython only",
        advice: "asyncio.run uses the loop of this page.",
        names: "uvloop winloop",
    },
    Refusal {
        reason: "it is not part of the standard library",
        advice: "Use zoneinfo.",
        names: "pytz dateutil tzlocal pendulum arrow",
    },
    Refusal {
        reason: "a page has no terminal and opens no windows",
        advice: "Use print.",
        names: "tkinter turtle curses termios tty readline pygame",
    },
    Refusal {
        reason: "a page has no access to the machine",
        advice: "Do without it.",
        names: "ctypes mmap fcntl pwd grp syslog crypt nis ossaudiodev spwd",
    },
    Refusal {
        reason: "it looks into CPython itself",
        advice: "The timeline shows what runs, and for how long.",
        names: "profile trace dis symtable tokenize token py_compile compileall code codeop pdb bdb \
                faulthandler pydoc imp pkgutil runpy site zipimport",
    },
    Refusal {
        reason: "it works on files and programs that are not here",
        advice: "Do without it.",
        names: "cmd distutils encodings ensurepip filecmp fileinput gettext lib2to3 mailcap modulefinder netrc \
                pipes posix pyclbr rlcompleter sysconfig tabnanny venv zipapp",
    },
    Refusal { reason: "there is no database", advice: "Keep the data in dictionaries.", names: "sqlite3 dbm shelve" },
    Refusal {
        reason: "it is left out to keep the page small",
        advice: "Use json for data, and copy.deepcopy for copies.",
        names: "pickletools marshal plistlib xml.dom xml.parsers mailbox html.entities quopri uu xdrlib",
    },
    Refusal {
        reason: "it is left out to keep the page small",
        advice: "Keep the data as they are.",
        names: "bz2 lzma zipfile tarfile wave aifc chunk sndhdr sunau audioop imghdr stringprep",
    },
];

/// What is known of a module that there is not. Never inlined, so that pages whose programs import none need not wait for
/// the table.
#[inline(never)]
pub(super) fn known(name: &str) -> Known {
    let is_refused =
        |refused: &str| name == refused || name.strip_prefix(refused).is_some_and(|rest| rest.starts_with('.'));
    match REFUSALS.iter().find(|refusal| refusal.names.split_ascii_whitespace().any(is_refused)) {
        Some(refusal) => Known::Refused { reason: refusal.reason, advice: refusal.advice },
        None => Known::Unknown,
    }
}
