using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Gen;
using Microsoft.VisualBasic.FileIO;

namespace ApiDocsSample;

/// <summary>Input that cannot be used. The message is one line that names the file and line, and says what is wrong.</summary>
internal sealed class DataException(string message) : UserErrorException(message);

/// <summary>A text and the name of the class it belongs to.</summary>
internal sealed record Document(string Label, string Text);

/// <summary>Reads documents: a CSV file, or the summaries in .NET's own documentation with their namespaces as classes.</summary>
internal static class Documents
{
    // Thousands of nearly equal texts on processor instructions: a class that needs no learning.
    private const string Excluded = "System.Runtime.Intrinsics.";

    /// <summary>Reads a CSV file, or .NET's documentation if <paramref name="csvFile"/> is null or empty.</summary>
    public static IReadOnlyList<Document> Load(string? csvFile) => !string.IsNullOrEmpty(csvFile)
        ? ReadCsv(csvFile)
        : [.. Documentation.Read(Documentation.FindFiles())
            .Where(d => d.Label.Length > 0 && !$"{d.Label}.".StartsWith(Excluded, StringComparison.Ordinal))];

    /// <summary>Reads a CSV file, <c>label,title,abstract</c> with or without a header. The text is title and abstract.</summary>
    public static IReadOnlyList<Document> ReadCsv(string file)
    {
        var documents = new List<Document>();
        try
        {
            using var rows = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
            while (!rows.EndOfData)
            {
                var line = rows.LineNumber;
                var fields = rows.ReadFields()!;
                if (fields.Length != 3)
                    throw new DataException($"{file}, line {line}: expected the 3 fields label,title,abstract, but found {fields.Length}");
                if (string.IsNullOrWhiteSpace(fields[0]))
                    throw new DataException($"{file}, line {line}: the label is empty");
                documents.Add(new Document(fields[0].Trim(), $"{fields[1]} {fields[2]}".Trim()));
            }
        }
        catch (MalformedLineException e)
        {
            throw new DataException($"{file}, line {e.LineNumber}: a quoted field is not closed, or text follows its closing quote");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"data={file} cannot be read: {e.Message}");
        }

        if (IsHeader(documents))
            documents.RemoveAt(0);
        return documents.Count > 0 ? documents : throw new DataException($"{file} has no rows of label,title,abstract");
    }

    private static bool IsHeader(List<Document> documents) =>
        documents is [var first, .. var rest]
        && (first.Label.ToLowerInvariant() is "label" or "class"
            || (!long.TryParse(first.Label, out _) && rest.Count > 0 && rest.All(row => long.TryParse(row.Label, out _))));
}

/// <summary>Texts with the index of each one's class in <see cref="Dataset.ClassNames"/>.</summary>
internal sealed record LabeledTexts(IReadOnlyList<string> Texts, IReadOnlyList<long> Labels)
{
    public int Count => Texts.Count;
}

/// <summary>Documents of several classes, split into three parts that have no document in common.</summary>
/// <param name="ClassNames">The classes: in the order of their numbers where all names are numbers, else in ordinal order.</param>
/// <param name="Validation">1,000 documents, evaluated after every epoch; a fifth of a small data set.</param>
/// <param name="Test">2,000 documents for the final evaluation; a fifth of a small data set.</param>
internal sealed record Dataset(IReadOnlyList<string> ClassNames, LabeledTexts Train, LabeledTexts Validation, LabeledTexts Test)
{
    public double Chance => 1.0 / ClassNames.Count;

    /// <summary>The accuracy on <paramref name="part"/> of always answering the most frequent class of <see cref="Train"/>.</summary>
    public double MajorityShare(LabeledTexts part)
    {
        var majority = Train.Labels.CountBy(label => label).MinBy(label => (-label.Value, label.Key)).Key;
        return part.Labels.Count(label => label == majority) / (double)part.Count;
    }

    /// <summary>Takes the documents of the <paramref name="numClasses"/> largest classes and splits them at random.</summary>
    public static Dataset Split(IReadOnlyList<Document> documents, int numClasses, int seed)
    {
        string[] largest =
        [
            .. documents.CountBy(document => document.Label)
                .OrderByDescending(size => size.Value).ThenBy(size => size.Key, StringComparer.Ordinal)
                .Take(numClasses).Select(size => size.Key)
                .OrderBy(name => long.TryParse(name, out var number) ? number : long.MaxValue).ThenBy(name => name, StringComparer.Ordinal),
        ];
        if (largest.Length < numClasses)
            throw new DataException($"num_classes is {numClasses}, but the documents have only {largest.Length} classes");
        var indices = largest.Index().ToDictionary(name => name.Item, name => (long)name.Index);

        var chosen = documents.Where(document => indices.ContainsKey(document.Label)).ToArray();
        if (chosen.Length < 5)
            throw new DataException($"{chosen.Length} documents are too few to train on, validate and test with");
        new Random(seed).Shuffle(chosen);
        var (validation, test) = (Math.Min(1_000, chosen.Length / 5), Math.Min(2_000, chosen.Length / 5));
        var held = validation + test;
        return new Dataset(largest, Label(chosen[held..]), Label(chosen[..validation]), Label(chosen[validation..held]));

        LabeledTexts Label(Document[] part) => new([.. part.Select(d => d.Text)], [.. part.Select(d => indices[d.Label])]);
    }
}

/// <summary>The XML documentation in a .NET SDK, <c>dotnet/packs/*.Ref</c>: texts are summaries, classes namespaces.</summary>
internal static class Documentation
{
    public static IReadOnlyList<string> FindFiles() => FindFiles(InstallationFolders());

    /// <summary>Finds the files of the first of <paramref name="roots"/> that has any: the highest version of each pack.</summary>
    public static IReadOnlyList<string> FindFiles(IEnumerable<string> roots)
    {
        var folders = roots.Select(root => Path.Combine(root, "packs")).Distinct().ToList();
        return folders.Select(FilesUnder).FirstOrDefault(files => files.Count > 0)
            ?? throw new DataException(
                $"no XML documentation in {string.Join(" or ", folders.Select(packs => Path.Combine(packs, "*.Ref")))}: "
                + "install the .NET SDK, or give documents of your own with data=FILE.csv");
    }

    /// <summary>Reads the different summaries of files, in order; a text that occurs in two namespaces belongs to the first.</summary>
    public static IReadOnlyList<Document> Read(IEnumerable<string> files)
    {
        try
        {
            var members = files.AsParallel().AsOrdered().SelectMany(ReadFile).ToList();
            var types = members.Select(member => member.Type).ToHashSet();
            return
            [
                .. members.Where(member => member.Summary.Length > 0).DistinctBy(member => member.Summary)
                    .Select(member => new Document(DocId.NamespaceOf(member.Type, types), member.Summary)),
            ];
        }
        catch (AggregateException e) when (e.InnerException is DataException error)
        {
            throw new DataException(error.Message);
        }
    }

    private static List<(string Type, string Summary)> ReadFile(string file)
    {
        var members = new List<(string Type, string Summary)>();
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { IgnoreComments = true, IgnoreProcessingInstructions = true });
            var type = "";
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "member" })
                {
                    type = DocId.TypeOf(reader.GetAttribute("name") ?? "");
                    members.Add((type, ""));   // a member without a summary still tells its type from a namespace
                }
                else if (reader is { NodeType: XmlNodeType.Element, LocalName: "summary" } && type.Length > 0)
                {
                    members[^1] = (type, ReadSummary(reader));
                    type = "";
                }
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: {e.Message}");
        }

        return members;
    }

    // Plain text: a reference becomes the name it refers to (<see cref="T:System.String"/> is String), another element its text.
    private static string ReadSummary(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var end = reader.Depth;
        (string Name, int Position) reference = default;
        while (reader.Read() && reader.Depth > end)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    if (IsBlock(reader.LocalName))
                        text.Append(' ');
                    reference = (NameIn(reader), text.Length);
                    if (isEmpty)
                        text.Append(reference.Name);
                    break;
                case XmlNodeType.EndElement when text.Length == reference.Position:   // a reference without text of its own
                    text.Append(reference.Name);
                    break;
                case XmlNodeType.EndElement when IsBlock(reader.LocalName):
                    text.Append(' ');
                    break;
            }
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsBlock(string element) =>
        element is "para" or "p" or "br" or "list" or "item" or "term" or "description" or "li" or "code";

    private static string NameIn(XmlReader reader) => reader.LocalName switch
    {
        "see" or "seealso" => reader.GetAttribute("langword") ?? DocId.ShortName(reader.GetAttribute("cref") ?? ""),
        "xref" => DocId.ShortName(reader.GetAttribute("uid") ?? ""),
        "paramref" or "typeparamref" => reader.GetAttribute("name") ?? "",
        _ => "",
    };

    // Files straight under ref/<framework>; the folders below it hold translations.
    private static List<string> FilesUnder(string packs) => !Directory.Exists(packs) ? [] :
    [
        .. Directory.EnumerateDirectories(packs, "*.Ref").Order(StringComparer.Ordinal)
            .Select(pack => Directory.EnumerateDirectories(pack).MaxBy(VersionOf)).OfType<string>()
            .Select(version => Path.Combine(version, "ref")).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .SelectMany(framework => Directory.EnumerateFiles(framework, "*.xml")).Order(StringComparer.Ordinal),
    ];

    // 10.0.0-rc.1 is lower than 10.0.0, and 9.0.1 than 10.0.0; the name decides between two previews.
    private static (Version Number, bool IsRelease, string Name) VersionOf(string folder)
    {
        var name = Path.GetFileName(folder);
        var number = name.Split('-')[0];
        return (Version.TryParse(number, out var version) ? version : new Version(), number == name, name);
    }

    private static IEnumerable<string> InstallationFolders()
    {
        // The running program's libraries are in dotnet/shared/Microsoft.NETCore.App/10.0.0/.
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.GetFullPath(root);
        var executable = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (new FileInfo(Path.Combine(folder, executable)) is { Exists: true } file)
                yield return Path.GetDirectoryName((file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName)!;
    }
}

/// <summary>Ids of XML documentation, as <c>M:System.Collections.Generic.List`1.Add(`0)</c> (C# specification, annex D.4.2).</summary>
internal static class DocId
{
    /// <summary>Returns the full name of the type that an id names or whose member it names; empty for other ids.</summary>
    public static string TypeOf(string id)
    {
        if (id is not [('T' or 'M' or 'P' or 'F' or 'E') and var kind, ':', ..])
            return "";
        var name = WithoutArguments(id[2..]);
        return kind == 'T' ? name : Parent(name);
    }

    /// <summary>Returns the namespace of a type: what precedes the outermost type, which an id alone does not tell.</summary>
    public static string NamespaceOf(string type, IReadOnlySet<string> types)
    {
        for (var dot = type.IndexOf('.'); dot >= 0; dot = type.IndexOf('.', dot + 1))
            if (types.Contains(type[..dot]))
                return Parent(type[..dot]);
        return Parent(type);
    }

    /// <summary>Returns the name as one would say it: <c>Add</c> for the id above, <c>List</c> for its type or constructor.</summary>
    public static string ShortName(string id)
    {
        var name = WithoutArguments(id is [_, ':', ..] ? id[2..] : id);
        foreach (var constructor in (string[])[".#ctor", ".#cctor"])
            if (name.EndsWith(constructor, StringComparison.Ordinal))
                name = name[..^constructor.Length];
        return name[(name.LastIndexOfAny(['.', '#']) + 1)..].Split('`')[0].TrimEnd('*');
    }

    // Neither parameters nor the type arguments of an explicitly implemented interface belong to the name.
    private static string WithoutArguments(string name) => name.IndexOfAny(['(', '{', '~']) is >= 0 and var end ? name[..end] : name;

    private static string Parent(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";
}
