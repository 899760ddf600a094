using System.CommandLine;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen tag</c>, <c>gen note</c> and <c>gen archive</c>: what people say of a run, in <c>marks.json</c> in its folder.</summary>
internal static class MarkCommands
{
    private static readonly Argument<string> s_run = new("RUN") { Description = "The number of the run, or its folder." };

    private static readonly Argument<string[]> s_runs = new("RUN")
    {
        Description = "The numbers of runs, or their folders.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<string[]> s_tags = new("TAG") { Description = "Tags to add.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string[]> s_remove = new("--remove") { Description = "A tag to remove.", HelpName = "TAG" };
    private static readonly Argument<string> s_text = new("TEXT") { Description = "The note; an empty text removes it." };
    private static readonly Option<bool> s_undo = new("--undo") { Description = "Show the runs again." };

    public static Command[] Create()
    {
        var tag = new Command("tag", "Add tags to a run, or remove them.") { s_run, s_tags, s_remove };
        tag.SetAction(line => Mark(line, [line.GetValue(s_run)!], Tag(line.GetValue(s_tags) ?? [], line.GetValue(s_remove) ?? [])));
        var note = new Command("note", "Write a note to a run.") { s_run, s_text };
        note.SetAction(line => Mark(line, [line.GetValue(s_run)!], m => m with
        {
            Note = line.GetValue(s_text) is { Length: > 0 } text ? text : null,
        }));
        var archive = new Command("archive", "Leave runs out of tables.") { s_runs, s_undo };
        archive.SetAction(line => Mark(line, line.GetValue(s_runs)!, m => m with { IsArchived = !line.GetValue(s_undo) }));
        return [tag, note, archive];
    }

    private static Func<RunMarks, RunMarks> Tag(string[] added, string[] removed)
    {
        if (added.Length + removed.Length == 0)
            throw new UserErrorException("'gen tag' requires a tag, or --remove with one.");
        if (added.FirstOrDefault(t => t.Trim().Length == 0 || t.Contains(',')) is { } tag)
            throw new UserErrorException($"A tag must have at least one character and no comma, but was '{tag}'.");
        return marks => marks with
        {
            Tags = [.. marks.Tags.Union(added.Select(t => t.Trim())).Except(removed).Order(StringComparer.Ordinal)],
        };
    }

    private static int Mark(ParseResult line, string[] ids, Func<RunMarks, RunMarks> change)
    {
        var all = RunsFolder.Read(RunsFolder.Find(line));
        foreach (var run in ids.Select(id => RunsFolder.Run(all, id)).ToList())
            change(RunReader.ReadMarks(run.Folder)).Write(run.Folder);
        return 0;
    }
}
