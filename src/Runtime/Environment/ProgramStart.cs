using System.Text.Json;

namespace Gen;

/// <summary>How the program was started, so that another process can start it again: recorded as <c>meta.program</c>.</summary>
/// <param name="args">The arguments that the program has passed on. The words before them are part of the command.</param>
internal sealed class ProgramStart(string[] args)
{
    /// <summary>
    /// The executable; its <c>.dll</c>, if the executable is <c>dotnet</c>; and the arguments that the program itself took before it passed
    /// the others on.
    /// </summary>
    public IReadOnlyList<string> Command => [.. Program(), .. OwnArguments(Environment.GetCommandLineArgs().AsSpan(1))];

    /// <summary>The working directory.</summary>
    public string Directory { get; } = Environment.CurrentDirectory;

    /// <summary>Returns the words that start this program, without arguments.</summary>
    public static IReadOnlyList<string> Program()
    {
        var path = Environment.ProcessPath!;

        // A program without a host of its own is the first argument of dotnet.
        return Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [path];
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("program");
        WriteValue(writer);
    }

    public void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("command");
        foreach (var word in Command)
            writer.WriteStringValue(word);
        writer.WriteEndArray();
        writer.WriteString("directory", Directory);
        writer.WriteEndObject();
    }

    // A program with several experiments may be called as in "program housing with epochs=3". One that makes up its arguments has none.
    private ReadOnlySpan<string> OwnArguments(ReadOnlySpan<string> all) => all.EndsWith(args) ? all[..^args.Length] : [];
}
