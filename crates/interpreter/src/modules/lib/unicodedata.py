"""Access to the Unicode Character Database."""
import re as _re

__all__ = ["category", "combining", "decimal", "digit", "east_asian_width", "is_normalized", "lookup", "name",
           "normalize", "numeric", "unidata_version"]

unidata_version = "14.0.0"

# Runs of characters whose category cannot be told by the methods of str: how far each begins behind the one before, in
# base 36, its category, and how long it is, if it is longer than one character.
_categories = (
    "0Ccw wZs 1Po3 3Sc 1Po3 3Ps 1Pe 1Po 1Sm 1Po 1Pd 1Po2 cPo2 2Sm3 3Po2 sPs 1Po 1Pe 1Sk 1Pc 1Sk rPs 1Sm 1Pe 1Sm 1Ccx "
    "yPo 1Sc4 5Po 1Sk 2Lo 1Pi 1Sm 1Cf 2Sk 2Sm 3Sk 2Po2 2Sk 2Lo 1Pf 4Po oSm wSm c9Lmi iSk4 4Lmc cSke eLm5 5Sk7 7Lm 1Sk "
    "1Lm 1Skh hMn34 38Lm 1Sk 5Lm 4Po 6Sk2 3Po 33Sm 3xMn5 5Me2 5tLm 1Po6 1bPo 1Pd 5Sc 2Mn19 19Pd 1Mn 1Po 1Mn2 2Po 1Mn2 "
    "2Po 1Mn 18Po2 dCf6 6Sm3 3Po2 2Sc 1Po2 4Mnb bPo 1Cf 1Po3 zLm bMnl vPo4 6Mn 2sPo 2Mn7 7Cf 2Mn6 6Lm2 2Mn2 3Mn4 mPoe "
    "fCf 2Mn vMnr 3aMnb 1xMn9 9Lm2 3Po3 3Lm 3Mn 1Sc2 oMn4 4Lm 1Mn9 9Lm 1Mn3 3Lm 1Mn5 7Pof 15Mn3 5Po 16Sk 8Cf2 8Mn8 "
    "1dLm 1Mno oCf 1Mnw wMc 1jMn 1Mc 1Mn 2Mc3 3Mn8 8Mc4 4Mn 1Mc2 3Mn7 hMn2 2Po2 cPo 1Lm gMn 1Mc2 1mMn 2Mc3 3Mn4 6Mc2 "
    "4Mc2 2Mn aMc bMn2 gSc2 9Sc 2Po 1Mn 3Mn2 2Mc 1lMn 2Mc3 3Mn2 6Mn2 4Mn3 6Mn vMn2 5Mn 1Po bMn2 2Mc 1lMn 2Mc3 3Mn5 "
    "6Mn2 2Mc 2Mc2 2Mn lMn2 ePo 1Sc 9Mn6 7Mn 1Mc2 1mMn 2Mc 1Mn 1Mc 1Mn4 6Mc2 4Mc2 2Mn 8Mn2 2Mc bMn2 wMn 1oMc2 2Mn 1Mc2 "
    "5Mc3 4Mc3 3Mn aMc ySc 7Mn 1Mc3 3Mn 1kMn 2Mn3 3Mc4 5Mn3 4Mn4 bMn2 dMn2 lPo aMn 1Mc2 2Po 1kMn 2Mc 1Mn 1Mc5 6Mn 1Mc2 "
    "3Mc2 2Mn2 9Mc2 dMn2 uMn2 2Mc2 1lMn2 3Mc3 3Mn4 5Mc3 4Mc3 3Mn aMc bMn2 vMn 1Mc2 20Mn 5Mc3 3Mn3 4Mn 2Mc8 qMc2 2Po "
    "1pMn 3Mn7 bSc 7Lm 1Mn8 8Po bPo2 2fMn 3Mn9 iLm 2Mn6 1oPof gPo 4Mn2 tMn 2Mn 2Mn 1Ps 1Pe 1Ps 1Pe 1Mc2 1fMne eMc 1Mn5 "
    "5Po 1Mn2 7Mnb cMn10 19Mn aPo5 9Po2 2aMc2 2Mn4 4Mc 1Mn6 6Mc 1Mn2 2Mc2 2Mn2 dPo6 cMc2 2Mn2 6Mn3 4Mc3 5Mc7 aMn4 hMn "
    "1Mc2 2Mn2 2Mc6 6Mn 2Mc bMc3 3Mn 2mPo 1Lm gxMn3 3Po9 4gPd haPo 19Ps 1Pe 27Po3 3Nl3 10Mn3 3Mc tMn2 2Mc 1Po2 tMn2 "
    "wMn2 1uMn2 2Mc 1Mn7 7Mc8 8Mn 1Mc2 2Mnb bPo3 3Lm 1Po3 3Sc 2Mn zPo6 6Pd 1Po4 4Mn3 3Cf 1Mn 1gLm 1uMn2 10Mn 3bMn3 "
    "3Mc4 4Mn2 2Mc3 7Mc2 2Mn 1Mc6 6Mn3 bPo2 5vMn2 2Mc2 2Mn 3Po2 1jMc 1Mn 1Mc 1Mn7 8Mn 1Mc 1Mn 1Mc2 2Mn8 8Mc6 6Mna cMn "
    "xPo7 7Lm 1Po6 8Mne eMe 1Mng 1tMn4 4Mc 1cMn 1Mc 1Mn5 5Mc 1Mn 1Mc5 5Mn 1Mc2 nPo7 hMn9 iPo2 3Mn2 2Mc vMc 1Mn4 4Mc2 "
    "2Mn2 2Mc 1Mn3 1nMn 1Mc 1Mn2 2Mc3 3Mn 1Mc 1Mn3 3Mc2 aPo4 14Mc8 8Mn8 8Mc2 2Mn2 5Po5 1pLm6 6Po2 1uPo8 gMn3 3Po 1Mnd "
    "dMc 1Mn7 bMn 7Mn 3Mc 1Mn2 1gLm1r 24Lm zLm11 11Mn1s e5Sk 2Sk3 eSk3 gSk3 gSk3 gSk2 eCf5 5Pd6 6Po2 2Pi 1Pf 1Ps 1Pi2 "
    "2Pf 1Ps 1Pi 1Po8 8Zl 1Zp 1Cf5 6Po9 9Pi 1Pf 1Po4 4Pc2 2Po3 3Sm 1Ps 1Pe 1Pob bSm 1Po 1Pc 1Poa bCf5 6Cfa bLm 9Sm3 "
    "3Ps 1Pe 1Lm bSm3 3Ps 1Pe 2Lmd gScx 1cMnd dMe4 4Mn 1Me3 3Mnc 1fSm 14Sm5 bSm lNlz 11Nl4 bSm5 aSm2 6Sm 3Sm 3Sm 8Sm "
    "wSm2 4Sm 2Sm wSm7g 7oPs 1Pe 1Ps 1Pe lSm2 9Ps 1Pe 2aSm vSmp 1tSm6 d7Sm aSm 1jSm8 3bSm 6xPs 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps "
    "1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 23Sm5 5Ps 1Pe 1Smv vPs 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Smg 7kSm3n 3nPs 1Pe 1Ps "
    "1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Sm1r 1rPs 1Pe 1Ps 1Pe 1Smw wPs 1Pe "
    "1Sm76 8iSml nSm6 8lLm2 37Mn3 aPo4 5Po2 35Lm 1Po fMn 2pMnw wPo2 2Pi 1Pf 1Pi 1Pf 1Po3 3Pi 1Pf 1Po 1Pi 1Pf 1Po9 9Pd "
    "1Po2 2Pd 1Po 1Pi 1Pf 1Po2 2Pi 1Pf 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Po5 5Lm 1Poa aPd2 2Po4 4Pd 1Po 1Ps 1Pod fPo3 "
    "3Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Pd boPo3 4Lm 2Nl 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 3Ps 1Pe 1Ps 1Pe 1Ps 1Pe "
    "1Ps 1Pe 1Pd 1Ps 1Pe2 3Nl9 9Mn4 4Mc2 2Pd 1Lm5 7Nl3 3Lm 2Po 2kMn2 2Sk2 2Lm2 3Pd 2jPo 1Lm3 ly1Lm yrLm6 6Po2 7iLm "
    "1Po3 2qMn 1Me3 3Po 1Mna aPo 1Lm tLm2 2Mn2 20Nla aMn2 2Po6 eSkn nLm9 9Sk2 28Lm oLm 1Sk2 2xLm3 6Lm2 aMn 4Mn 5Mn "
    "oMc2 2Mn2 2Mc 5Mn cSc 1oPo4 cMc2 1gMcg gMn2 aPo2 iMni oPo3 4Po 3Mn 13Mn8 8Po2 pMnb bMc2 dPo xMn3 3Mc 1cMn 1Mc2 "
    "2Mn4 4Mc2 2Mn2 2Mc3 3Pod eLm fPo2 7Mn 1Lm 1vMn6 6Mc2 2Mn2 2Mc2 2Mn2 eMn 9Mn 1Mc fPo4 kLm bMc 1Mn 1Mc 1fMn 2Mn3 "
    "5Mn2 7Mn2 3Mn sLm 1Po2 dMc 1Mn2 2Mc2 2Po2 3Lm2 2Mc 1Mn 2tSk 1Lm4 dLm 1Sk2 3dMc2 2Mn 1Mc2 2Mn 1Mc2 2Po 1Mc 1Mn "
    "8pfCs1kw 1kwCo4xs 5cuMn bSm 3tSkh b0Pe 1Ps 59Sc 4Mng gPo7 7Ps 1Pe 1Po 7Mng gPo 1Pd2 2Pc2 2Ps 1Pe 1Ps 1Pe 1Ps 1Pe "
    "1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Po2 2Ps 1Pe 1Po4 4Pc3 3Po3 4Po4 4Pd 1Ps 1Pe 1Ps 1Pe 1Ps 1Pe 1Po3 3Sm 1Pd "
    "1Sm3 4Po 1Sc 1Po2 45Cf 2Po3 3Sc 1Po3 3Ps 1Pe 1Po 1Sm 1Po 1Pd 1Po2 cPo2 2Sm3 3Po2 sPs 1Po 1Pe 1Sk 1Pc 1Sk rPs 1Sm "
    "1Pe 1Sm 1Ps 1Pe 1Po 1Ps 1Pe 1Po2 cLm 1aLm2 1uSc2 2Sm 1Sk 2Sc2 4Sm4 gCf3 7bPo3 1sNl1h 59Mn 6bMn 2pNl 9Nl 18Mn5 "
    "15Po 1dPo 1Nl5 biPo epLm6 7Lm16 17Lm9 4lPo 5kPo wPo 5eMn3 4Mn2 7Mn4 18Mn3 7Mn hPo9 1bPo 2uMn2 bPo7 21Po7 2oPo4 "
    "azMn4 avMn2 2Pd 49Mnb fPo5 19Mn4 4Po4 3eMc 1Mn 1Mc 1iMnf fPo7 15Mn 3Mn2 cMn3 3Mc 1aMc3 3Mn4 4Mc2 2Mn2 2Po2 2Cf "
    "1Po4 4Mn bCf 1fMn3 13Mn5 5Mc 1Mn8 jPo4 5Mc2 1aMn 1Po2 cMn2 2Mc 1dMc3 3Mn9 9Mc2 6Po4 4Mn4 4Po 1Mc 1Mn cPo 2Po3 "
    "27Mc3 3Mn3 3Mc2 2Mn 1Mc 1Mn2 2Po6 6Mn 2zPo 1iMn 1Mc3 3Mn8 tMn2 2Mc2 1lMn2 3Mc2 2Mn 1Mc4 6Mc2 4Mc3 cMc bMc2 4Mn7 "
    "aMn5 5hMc3 3Mn8 8Mc2 2Mn3 3Mc 1Mn 5Po5 fPo2 3Po 1Mn 2aMc3 3Mn6 6Mc 1Mn 1Mc4 4Mn2 2Mc 1Mn2 4Po 6hMc3 3Mn4 6Mc4 "
    "4Mn2 2Mc 1Mn2 2Pon rMn2 2cMc3 3Mn8 8Mc2 2Mn 1Mc 1Mn2 2Po3 vPod 23Mn 1Mc 1Mn 1Mc2 2Mn6 6Mc 1Mn 2Po 2sMn3 3Mc2 2Mn4 "
    "4Mc 1Mn5 lPo3 6oMc3 3Mn9 9Mc 1Mn2 2Po 6tMc6 7Mc2 4Mn2 2Mc 1Mn 2Mc 2Mc 1Mn 1Po3 3xMc3 3Mn4 6Mn2 2Mc4 4Mn 2Po 2Mc "
    "tMna 1eMn6 6Mc 2Mn4 4Po8 8Mn aMn6 6Mc2 2Mn3 1dMnd dMc 1Mn2 2Po3 4Po5 b5Mc 1Mn7 8Mn6 6Mc 1Mn 2Po5 1bPo2 yMnm nMc "
    "1Mn7 7Mc 1Mn2 2Mc 1Mn2 3gMn6 9Mn 2Mn2 3Mn7 8Mn 1vMc5 6Mn2 3Mc2 2Mn 1Mc 1Mn 9oMn2 2Mc2 2Po2 6eSc4 yPo shNl33 34Po5 "
    "29tPo2 u7Cf9 apqPo2 3mMn5 5Po 1nMn7 7Po5 9Lm4 4Po nnPo4 54Mn 2Mc1j 1qMn4 4Lmd 25Lm2 2Po 1Lm 1Mn cMc2 cn4Lm4 5Lm7 "
    "8Lm2 2hsMn2 2Po 1Cf4 3moMn1a 1cMnn fpMc2 2Mn3 6Mc6 6Cf8 8Mn8 aMn7 11Mn4 48Mn3 vzSm qSm wSm qSm wSm qSm wSm qSm "
    "wSm qSm fxMn1j 1nMn1e 1mMn fMn 3Po5 kMn5 6Mnf 127Mn7 8Mnh jMn7 8Mn2 3Mn5 7eMn7 7Lm7 afMn 1qMn4 jSc 15dMn7 38Mn7 "
    "7Lm jPo2 nmSc g0Sm2 zvSk5 gx6uCf vCf2o 68Mn6o 1edcCo1eke 1ekgCo1eke "
)
# The same for widths on East Asian terminals, where they are not neutral.
_widths = (
    "wNa2n 3lAa 1Na2 2Aa 1Na2 2Aa2 3Aa 2Na 1Aa2 2Na 1Aa5 6Aa5 6Aa4 aAa aAa 7Aa2 7Aa4 8Aa 2Aa3 4Aa2 4Aa 2Aa2 5Aa4 5Aa "
    "2Aa 3Aa gAa 2Aa 8Aa bAa2 5Aa 6Aa3 7Aa 7Aa4 5Aa 4Aa4 5Aa 5Aa2 kAa2 5Aa 2rAa 2Aa 2Aa 2Aa 2Aa 2Aa 2Aa 2Aa 39Aa gAa "
    "2rAa 3Aa 2Aa3 4Aa 3Aa 8Aa4 5Aa 2Aa xAa34 3cFf2 8Ff4 bFf 2Ff 4Aah hFf 1Aa7 eAah iAa7 1qAa fAa1s 1tAa 67Ff 13Ff2 "
    "1gFf2 5Ff 1kFf8 zFf4 aFfb 7tFf 1pFf2 2vFfe 21Ff2 1fFf2 hFf tFf2 3Ff cFf5 10Ff 3Ff6 6qFf 9Ff2 4Ff2 oFf 8Ff 2Ff3 "
    "7Ff2 bFf2 4Ff2 6Ff8 9Ff4 6Ff 6Ff2 rFf2 5Ff 7Ff4 6Ff2 oFf 8Ff 3Ff 3Ff 3Ff2 3Ff 6Ff4 6Ff2 5Ff3 4Ff7 bFf 2Ff7 oFfa "
    "dFf aFf 4Ff nFf 8Ff 3Ff 6Ff2 cFf 4Ff 4Ff2 3Fff jFf2 eFf7 eFf 4Ff 9Ff2 4Ff2 oFf 8Ff 3Ff 6Ff2 bFf2 4Ff2 5Ff7 aFf4 "
    "6Ff 6Ff2 kFfa cFf 7Ff3 6Ff 5Ff3 5Ff 2Ff 3Ff3 5Ff3 6Ff3 fFf4 9Ff3 6Ff 5Ff2 3Ff6 7Ffe zFf5 iFf 4Ff oFf hFf2 bFf 4Ff "
    "5Ff7 9Ff 4Ff2 3Ff2 6Ff2 cFf7 tFf 4Ff oFf bFf 6Ff2 bFf 4Ff 5Ff7 9Ff6 8Ff 5Ff2 cFf 3Ffd qFf 4Ff 1gFf 4Ff 7Ff4 kFf2 "
    "sFf 4Ff jFf3 rFf aFf 2Ff2 9Ff3 4Ff4 aFf 2Ff 9Ff6 gFf2 5Ffc 1yFf4 xFf11 13Ff 2Ff 6Ff pFf 2Ff oFf2 7Ff 2Ff 7Ff2 "
    "cFf2 6Ffw 2wFf 11Ff4 17Ff 11Ff gFf eFf11 6jFf 2Ff5 6Ff2 1eWw2o 95Ff 5Ff2 9Ff 2Ff 5Ff2 17Ff 5Ff2 zFf 5Ff2 9Ff 2Ff "
    "5Ff2 hFf 1mFf 5Ff2 1xFf2 yFf3 tFf6 2kFf2 8Ff2 inFf3 2kFf7 tFf9 xFf9 tFfc pFf 4Ff 3Ffc 2yFf2 cFf6 gFf6 wFf6 2nFf7 "
    "1eFf5 23Ffa 15Ff dFf4 gFf4 5Ff3 19Ff2 7Ffb 1jFf4 uFf6 hFf3 1tFf2 1vFf uFf2 dFf6 gFf6 kFf2 xFf1d 3iFf3 1eFf 39Ff8 "
    "1wFf3 iFf3 1rFf7 1eFf2 dFf8 1fFf5 ezFf2 8Ff2 14Ff2 8Ff2 aFf 2Ff 2Ff 2Ff wFf2 1jFf gFf fFf2 8Ff kFf2 5Ff aFf hAa "
    "3Aa4 5Aa2 4Aa2 4Aa3 4Aa4 cAa 2Aa2 3Aa 6Aa 3Aa 13Ff dFf2 2Aa bAa 2Aa4 eFf eFf3 cHh 3Aa lFff 1cFff iAa 2Aa 4Aa aAa "
    "3Aa bAa2 5Aa 5Aa 14Aa2 8Aa4 5Aac gAaa pAa 3Ff4 4Aaa 14Aa2 qAa 2Aa jAa pAa 2Aa2 5Aa2 4Aa 4Aa 2Aa 4Aa 5Aa 3Aa4 6Aa "
    "2Aa 2Aa6 7Aa 6Aa4 8Aa2 cAa 4Aa 6Aa eAa2 4Aa4 6Aa2 4Aa2 kAa2 4Aa2 fAa 4Aa cAa qAa 2bAa 8Ww2 fWw2 5cWw4 7Ww 3Ww "
    "1gFfp 10Ffl lAa3u 3vAa2p 2tAa10 1cAag iAa4 eAa2 3Aa7 fAa2 4Aa2 6Aa2 4Aa2 6Aa3 5Aa 3Aa4 kAa4 dAa eWw2 8Aa2 4Aa "
    "5Aa2 6Ww2 8Aa 2Aa yAa 2Aa 6Wwc oAa2 3Aa3 4Aa4 5Aa2 3Aa gWw kWw bAa2 3Ww 9Ww2 jWw2 2Aa 5Ww2 2Aa8 8Ww 1Aa5 5Ww 1Aad "
    "eAa 5Aa2 2Ww 1Aa7 7Ww2 2Aa 1Ww 1Aa4 4Ww 1Aa2 2Ww 1Aa2 7Ww 5Ww2 uWw lAa fWw 2Ww 5Ww3 4Ww vAaa vWw3 rWw fWw 13Na8 "
    "bjNa2 baWw2 1hWw 5Ww 1Aa4 uFf2 yFf 9qFf5 1eFf 2Ff5 6Ff2 1mFf7 9Ffe 12Ff9 gFf 8Ff 8Ff 8Ff 8Ff 8Ff 8Ff 8Ff 3jFfy "
    "yWwq qFf 1Ww2h 2hFfc cWw5y 5yFfq qWwc cFf5 5Ww1q 1rFf 1Ww2e 2eFf2 2Ww2v 2vFf5 5Ww17 17Ff 1Ww2m 2mFf 1Ww2c 2cFfc "
    "cWw1b 1bFf 1Ww14 14Aa8 8Ww5f4 5gwWwh3h h3hFf3 3Ww1j 1jFf9 9xFfk 5oFf8 5vFf5 7Ff 2Ff 6Ffo 2bFf3 dFf6 1qFf8 26Ff8 "
    "kFf6 3eFfb cWwt tFf3 29Ff cFf4 11Ff 1kFf9 nFf2 cFf2 2xFfo 1gFfa gFf2 8Ff2 8Ff9 gFf 8Ff 1pFf4 3mFf2 cFf6 6Ww8mc "
    "8mcFfc zFf4 1hFf4 1l0Aa4xs 4xsWwa6 a6Ff2 2Ww2y 2yFf12 19Ffc hFf5 vFf 6Ff 2Ff 3Ff 3Ff 3iFfg ctFf2 1kFf7 8Ffw 1cAag "
    "gWwa aFf6 mWwz zFf 1Wwj jFf 1Ww4 4Ff4 9Ff 3sFf2 3Ff2p 2pHh2m 2mFf3 3Hh6 6Ff2 2Hh6 6Ff2 2Hh6 6Ff2 2Hh3 3Ffb bHh7 "
    "7Ffa eAa 1Ff2 eFf rFf kFf 3Ff gFf2 gFfy 4dFf5 8Ff4 1dFf3 2jFf eFf3 4Ff1b 2lFf3m 4fFf3 1gFff 17Ff4 14Ff9 13Ff5 "
    "1cFf5 zFf 12Ff4 iFf16 5kFf2 cFf6 16Ff4 14Ff4 18Ff8 1oFfb nFf gFf 8Ff 3Ff cFf gFf 8Ff 3Ff1v aiFf9 vFfa iFfo uFf "
    "17Ff aFf1x 23Ff2 3Ff 19Ff 3Ff3 4Ff2 pFf 21Ff8 hFf1c 1vFf 3Ff5 12Ff3 uFf5 6Ff1s 3cFf4 oFf2 1gFf 3Ff5 dFf 4Ff uFf2 "
    "5Ff4 eFf7 gFf7 1zFfw 1zFf4 gFf9 1rFf3 wFf2 tFf5 vFf7 bFfc jFf28 49Ff1j 2yFfd 1sFf7 1hFf8 iFf86 91Ff 17Ff 4Ff2 "
    "4Ff26 3aFf8 1eFfm 1cFf12 1uFfk 17Ff9 2fFf4 14Ff9 25Ffa bFf2 rFf7 hFf6 1nFf jFf8 1bFf9 2xFf lFfb tFf 19Ff1t 20Ff "
    "2Ff 5Ff gFf cFf6 1tFf5 fFf6 aFf 9Ff2 4Ff2 oFf 8Ff 3Ff 6Ff bFf2 4Ff2 5Ff2 3Ff6 7Ff5 cFf2 9Ff3 8Ff3v 6fFf 6Ffu "
    "2uFf8 iFf4m 64Ff2 14Ffy 2vFfb lFf6 jFfj 25Ff6 gFf1i 29Ff2 hFf4 rFf55 6tFf2s 53Ffc kFf2 3Ff2 aFf 3Ff vFf 3Ff2 eFf9 "
    "jFf1y 26Ff2 1cFf2 dFfr 2rFf8 2jFfd 2eFf7b 7kFf 1aFf fFfa 13Ff3 zFf2 oFf fFf21 28Ff 3Ff 19Ff3 4Ff 3Ff aFf8 iFf6 "
    "cFf 3Ff 12Ff 3Ff 7Ff7 hFf8m 9bFf53 54Fff 1tFfd q0Ff2u 5xFf 6Ffb 5rFf218 23zFfd u4Ff aFf347 3keFf6nt 73mFf7 12Ff "
    "bFf4 2dFf bFf6 10Ff2 8Ffa 28Ffa kFf 8Ff mFf5 oFfj4 lnFf2t 4wFf4 1pFf7 oFf1s 1sWw5 5Ffb bWw2 2Ffe eWw4qg 4qgFf8 "
    "8Wwye yeFf16 16Ww9 9Ff6w7 6w7Ww4 4Ff 1Ww7 7Ff 1Ww2 2Ff 1Ww83 83Ff19 19Ww3 3Ffh hWw4 4Ff8 8Wwb0 b0Ff1s4 1v3Ff5 "
    "iFf3 cFf7 hFf2 aFf3mk 3nuFf2 pFf9 3hFf1o 8iFfa 1dFf2 5gFfl 2jFf4a 4uFfc 2rFf9 yFf3r 64Ff 20Ff 3Ff2 3Ff2 4Ff2 6Ff "
    "dFf 2Ff 8Ff 1uFf 5Ff2 aFf 8Ff tFf 5Ff 6Ff 2Ff3 aFf 9hFf2 86Ff2 jkFff kFf gFfuo vjFf69 6gFf iFf2 9Ff 3Ff 6Ff5x "
    "76Ff3 hFf2 cFf4 6Ff8w 9rFfh 23Ff5 6Ffyo yvFf 5Ff 3Ff gFf 5iFf2 iFf15 39Ff4 eFf4 6Fflt npFf24 3tFf5e 5iFf sFf 3Ff "
    "2Ff2 3Ff bFf 5Ff 2Ff 2Ff6 7Ff4 5Ff 2Ff 2Ff 4Ff 3Ff 2Ff2 3Ff 2Ff 2Ff 2Ff 2Ff 3Ff 2Ff2 6Ff 8Ff 5Ff 5Ff 2Ff bFf iFf5 "
    "8Ff 6Ff iFf1g 1iFf7i 7mWw 14Ff4 2wFfc rFf2 hFf fWw 1Ff 12Ffa aAab gAau wAa1m 1sAau uWw 1Aa2 2Wwa aAai jFf1k 2aWw3 "
    "3Ffd dWw18 18Ff4 4Ww9 9Ff7 7Ww2 2Ffe eWw6 6Ff4a 4aWwx 19Ww9 aWw1y 1zWwm yWw17 1bWw5 hWwh kWw 4Ww1z 20Ww 2Ww57 "
    "59Ww1r 24Ww4 5Wwo 16Ww rWw2 fWw 2fWw2d 3pWw1y 24Ww 4Ww3 5Ww3 3Ff5 5Ww3 eWw2 2Ff3 7Ww9 9Ff3 3bFfc 2tFf7 7Wwc cFf4 "
    "4Ww 1Fff rFf4 1oFf8 iFf6 1aFf8 12Ff2 4Ff26 2iWw1b 1cWwa bWw55 7hFfc qFf2 2Ww5 5Ff3 3Ww5 5Ff3 3Ww7 7Ff9 9Wwt tFf3 "
    "3Wwb bFf5 5Ww6 6Ffa aWwa aFf6 6Ww8 8Ff8 8Ww7 7Ff9 4cFf 1kFf11 1bFfsm smWwwyo wyoFfw wWw37d 37dFf7 7Ww66 66Ff2 "
    "2Ww4g2 4g2Ffe eWw5rl 5rlFf2e7 2e7Wwf2 f2Ff15u 15uWw3t7 3t7Fffcfq fcfrFfu 3iFf3k 3kAa6o 6oFf1e6o 1e6oAa1eke "
    "1ekeFf2 2Aa1eke 1ekeFf2 "
)


def _table(text, names):
    starts, runs, at = [], [], 0
    for gap, kind, length in _re.findall(r"([0-9a-z]+)([A-Z][a-z])([0-9a-z]*) ", text):
        at += int(gap, 36)
        starts.append(at)
        runs.append((at + int(length or "1", 36), names.get(kind, kind)))
    return starts, runs


_tables = {}


def _look_up(text, names, chr):
    from bisect import bisect_right
    if text not in _tables:
        _tables[text] = _table(text, names)
    starts, runs = _tables[text]
    code = ord(chr)
    index = bisect_right(starts, code) - 1
    return runs[index][1] if index >= 0 and code < runs[index][0] else None


def category(chr, /):
    found = _look_up(_categories, {}, chr)
    if found:
        return found
    if not chr.isprintable() or chr == " ":
        return "Zs" if chr.isspace() else "Cn"
    if chr.isalpha():
        return "Lu" if chr.isupper() else "Ll" if chr.islower() else "Lt" if chr.istitle() else "Lo"
    if chr.isdecimal():
        return "Nd"
    return "No" if chr.isnumeric() else "So"


def east_asian_width(chr, /):
    return _look_up(_widths, {"Ww": "W", "Ff": "F", "Hh": "H", "Aa": "A"}, chr) or "N"


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr


def _value(chr, default, known, convert, what):
    if known(chr):
        return convert(chr)
    if default:
        return default[0]
    raise ValueError(what)


def decimal(chr, /, *default):
    return _value(chr, default, str.isdecimal, int, "not a decimal")


def digit(chr, /, *default):
    plain = normalize("NFKC", chr)
    return _value(plain, default, str.isdecimal, int, "not a digit")


def numeric(chr, /, *default):
    top, slash, bottom = normalize("NFKC", chr).partition("\u2044")
    if slash and top.isdecimal() and bottom.isdecimal():
        return int(top) / int(bottom)
    if category(chr) == "Nl" and set(top) <= set("IVXLCDMivxlcdm"):
        values = ["IVXLCDM".index(letter) for letter in top.upper()]
        values = [10 ** (value // 2) * (5 if value % 2 else 1) for value in values]
        return float(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return _value(top, default, str.isdecimal, float, "not a numeric character")


_digits = "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split()
_names = {
    ' ': "SPACE", '!': "EXCLAMATION MARK", '"': "QUOTATION MARK", '#': "NUMBER SIGN", '$': "DOLLAR SIGN",
    '%': "PERCENT SIGN", '&': "AMPERSAND", "'": "APOSTROPHE", '(': "LEFT PARENTHESIS", ')': "RIGHT PARENTHESIS",
    '*': "ASTERISK", '+': "PLUS SIGN", ',': "COMMA", '-': "HYPHEN-MINUS", '.': "FULL STOP", '/': "SOLIDUS",
    ':': "COLON", ';': "SEMICOLON", '<': "LESS-THAN SIGN", '=': "EQUALS SIGN", '>': "GREATER-THAN SIGN",
    '?': "QUESTION MARK", '@': "COMMERCIAL AT", '[': "LEFT SQUARE BRACKET", '\\': "REVERSE SOLIDUS",
    ']': "RIGHT SQUARE BRACKET", '^': "CIRCUMFLEX ACCENT", '_': "LOW LINE", '`': "GRAVE ACCENT",
    '{': "LEFT CURLY BRACKET", '|': "VERTICAL LINE", '}': "RIGHT CURLY BRACKET", '~': "TILDE", '\u20ac': "EURO SIGN",
    '\xa3': "POUND SIGN", '\xa5': "YEN SIGN", '\xa9': "COPYRIGHT SIGN", '\xae': "REGISTERED SIGN",
    '\xb0': "DEGREE SIGN", '\xb1': "PLUS-MINUS SIGN", '\xb5': "MICRO SIGN", '\xb7': "MIDDLE DOT",
    '\xbf': "INVERTED QUESTION MARK", '\xa1': "INVERTED EXCLAMATION MARK",
    '\xab': "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK", '\xbb': "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK",
    '\u2013': "EN DASH", '\u2014': "EM DASH", '\u2018': "LEFT SINGLE QUOTATION MARK",
    '\u2019': "RIGHT SINGLE QUOTATION MARK", '\u201c': "LEFT DOUBLE QUOTATION MARK",
    '\u201d': "RIGHT DOUBLE QUOTATION MARK", '\u2026': "HORIZONTAL ELLIPSIS", '\u2022': "BULLET",
    '\u2192': "RIGHTWARDS ARROW", '\u2190': "LEFTWARDS ARROW", '\u2191': "UPWARDS ARROW", '\u2193': "DOWNWARDS ARROW",
    '\u2713': "CHECK MARK", '\u2717': "BALLOT X", '\u2605': "BLACK STAR", '\u2606': "WHITE STAR",
    '\u2665': "BLACK HEART SUIT",
}


def name(chr, /, *default):
    if chr.isascii() and chr.isalpha():
        return f"LATIN {'CAPITAL' if chr.isupper() else 'SMALL'} LETTER {chr.upper()}"
    if chr.isascii() and chr.isdigit():
        return "DIGIT " + _digits[int(chr)]
    if chr in _names:
        return _names[chr]
    code = ord(chr)
    if 0x4E00 <= code <= 0x9FFC or 0x3400 <= code <= 0x4DBF:
        return f"CJK UNIFIED IDEOGRAPH-{code:04X}"
    base, *marks = normalize("NFD", chr)
    if len(marks) == 1 and base.isascii() and base.isalpha() and marks[0] in _marks:
        return f"{name(base)} WITH {_marks[marks[0]]}"
    if default:
        return default[0]
    raise ValueError("no such name")


_marks = {"\u0300": "GRAVE", "\u0301": "ACUTE", "\u0302": "CIRCUMFLEX", "\u0303": "TILDE", "\u0308": "DIAERESIS",
          "\u030a": "RING ABOVE", "\u030c": "CARON", "\u0327": "CEDILLA", "\u0304": "MACRON", "\u0306": "BREVE",
          "\u0307": "DOT ABOVE", "\u0328": "OGONEK", "\u030b": "DOUBLE ACUTE"}


def lookup(name, /):
    for chr, known in _names.items():
        if known == name.upper():
            return chr
    try:
        return eval(f"'\\N{{{name}}}'")
    except SyntaxError:
        raise KeyError(f"undefined character name '{name}'") from None


def __getattr__(name):
    if name in ("bidirectional", "decomposition", "mirrored"):
        raise AttributeError(f"unicodedata.{name} is not available here")
    raise AttributeError(f"module 'unicodedata' has no attribute {name!r}")
