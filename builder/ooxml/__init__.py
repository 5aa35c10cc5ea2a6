"""Reading PowerPoint: packages, relationships, shapes, inheritance, text, colours, the schemas of ECMA-376."""
