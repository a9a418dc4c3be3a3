"""English names of the languages, for the prompts of language models."""

LANGUAGES = {
    "ja": "Japanese", "en": "English", "en_GB": "British English", "de": "German", "fr": "French",
    "fr_CA": "Canadian French", "es": "Spanish", "es_419": "Latin American Spanish",
    "it": "Italian", "pt": "Portuguese", "pt_PT": "European Portuguese",
    "pt_BR": "Brazilian Portuguese", "ru": "Russian", "uk": "Ukrainian", "pl": "Polish",
    "cs": "Czech", "sk": "Slovak", "sl": "Slovenian", "nl": "Dutch", "sv": "Swedish",
    "da": "Danish", "nb": "Norwegian Bokmål", "fi": "Finnish", "el": "Greek", "hu": "Hungarian",
    "ro": "Romanian", "bg": "Bulgarian", "tr": "Turkish", "ar": "Arabic", "he": "Hebrew",
    "fa": "Persian", "hi": "Hindi", "bn": "Bengali", "th": "Thai", "vi": "Vietnamese",
    "id": "Indonesian", "ms": "Malay", "fil": "Filipino", "ko": "Korean",
    "zh_Hans": "Simplified Chinese", "zh_Hant": "Traditional Chinese",
}  # fmt: skip
