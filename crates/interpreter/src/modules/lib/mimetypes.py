__all__ = ["guess_type", "guess_extension", "guess_all_extensions", "add_type", "init", "types_map", "encodings_map",
           "suffix_map"]

encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
suffix_map = {".svgz": ".svg.gz", ".tgz": ".tar.gz", ".taz": ".tar.gz", ".tz": ".tar.gz", ".tbz2": ".tar.bz2",
              ".txz": ".tar.xz"}
types_map = {}
inited = True
for _kind, _names in {
    "application": "javascript=js,mjs json=json manifest+json=webmanifest msword=doc,dot,wiz octet-stream=bin,a,dll,exe,o,so "
                   "oda=oda pdf=pdf pkcs7-mime=p7c postscript=ai,eps,ps vnd.ms-excel=xls,xlb vnd.ms-powerpoint=ppt,pot "
                   "wasm=wasm x-csh=csh x-python-code=pyc,pyo x-sh=sh x-shockwave-flash=swf x-tar=tar x-tex=tex "
                   "xml=rdf,wsdl,xpdl,xsl zip=zip gzip= x-hdf5=h5",
    "audio": "3gpp=3gp,3gpp aac=adts,aac,ass basic=au,snd mpeg=mp3,mp2 opus=opus x-aiff=aif,aifc,aiff x-wav=wav",
    "image": "bmp=bmp gif=gif ief=ief jpeg=jpg,jpe,jpeg heic=heic heif=heif png=png svg+xml=svg tiff=tiff,tif "
             "vnd.microsoft.icon=ico x-portable-pixmap=ppm webp=webp",
    "message": "rfc822=eml,mht,mhtml,nws",
    "text": "css=css csv=csv html=html,htm n3=n3 plain=txt,bat,c,h,ksh,pl richtext=rtx tab-separated-values=tsv x-python=py "
            "x-sgml=sgm,sgml x-vcard=vcf xml=xml",
    "video": "mp4=mp4 mpeg=mpeg,m1v,mpa,mpe,mpg quicktime=mov,qt webm=webm x-msvideo=avi",
}.items():
    for _entry in _names.split():
        _name, _, _endings = _entry.partition("=")
        for _ending in filter(None, _endings.split(",")):
            types_map["." + _ending] = f"{_kind}/{_name}"
del _kind, _names, _entry, _name, _endings, _ending


def init(files=None):
    pass


def guess_type(url, strict=True):
    path = str(url)
    if path.startswith("data:"):
        kind = path[5:].partition(",")[0].partition(";")[0]
        return kind if "/" in kind else "text/plain", None
    base, ending = _split(path)
    while ending in suffix_map:
        base, ending = _split(base + suffix_map[ending])
    encoding = encodings_map.get(ending)
    if encoding:
        base, ending = _split(base)
    return types_map.get(ending, types_map.get(ending.lower())), encoding


def _split(path):
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return (path, "") if dot <= 0 or not name[:dot].strip(".") else (path[:len(path) - len(name) + dot], name[dot:])


def guess_all_extensions(type, strict=True):
    return [ending for ending, kind in types_map.items() if kind == type.lower()]


def guess_extension(type, strict=True):
    return next(iter(guess_all_extensions(type)), None)


def add_type(type, ext, strict=True):
    types_map[ext] = type
