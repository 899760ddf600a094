using System.Runtime.CompilerServices;
using Gen.Reference;

// Writes docs/reference anew from the doc comments of the libraries.
var folder = Path.Combine(Root(), "docs", "reference");
Directory.CreateDirectory(folder);
var pages = ReferencePages.Make();
foreach (var old in Directory.GetFiles(folder, "*.md").Where(f => !pages.ContainsKey(Path.GetFileName(f))))
    File.Delete(old);
foreach (var (name, text) in pages)
    File.WriteAllText(Path.Combine(folder, name), text);
Console.WriteLine($"{pages.Count} pages in docs/reference");

static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
