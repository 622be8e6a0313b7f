# nix-build -E '(import <nixpkgs> { }).callPackage ./examples/packaging/nix { }'
#
# nixpkgs has no libcsv that callPackage would hand over; where there is one, it is taken.
{ lib, stdenv, fetchurl, pkg-config, libyaml, check, bash
, libcsv ? stdenv.mkDerivation {
    pname = "libcsv";
    version = "3.0.3";
    src = fetchurl {
      url = "http://deb.debian.org/debian/pool/main/libc/libcsv/libcsv_3.0.3+dfsg.orig.tar.gz";
      sha256 = "06fddfaca720a4be7603bad63eb1833bca5b6c5a69b42b1c518a02cda2a73aef";
    };
    meta.license = lib.licenses.lgpl21Plus;
  }
}:

stdenv.mkDerivation {
  pname = "crm-toolkit";
  version = "0.1.0";

  # the tree that this file stands in, without what was built in it
  src = builtins.path {
    name = "crm-toolkit-source";
    path = ../../..;
    filter = path: type: !(builtins.elem (baseNameOf path) [ ".git" "build" ]);
  };

  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ libcsv libyaml ];
  nativeCheckInputs = [ bash check ];

  enableParallelBuilding = true;
  makeFlags = [ "VERSION=0.1.0" "PREFIX=$(out)" ];

  # those of pipelines take twenty more packages
  doCheck = true;
  checkTarget = "check-unit check-golden";
  preCheck = "patchShebangs tests";

  meta = {
    description = "Relations with clients, kept in text files, for freelancers";
    license = lib.licenses.isc;
    platforms = lib.platforms.linux;
    mainProgram = "crm-log";
  };
}
