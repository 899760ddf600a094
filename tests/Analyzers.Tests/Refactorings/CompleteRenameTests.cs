using Gen.Analyzers.Tests.Support;
using Gen.CodeFixes.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Analyzers.Tests.Refactorings;

public class CompleteRenameTests
{
    private const string Entry = """
        //// Lib/X.cs
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;
        [Experiment("x")] public partial class X
        {
            public int Here { get; init; } = 3;
            public int Depth { get; init; } = 2;
            [NamedConfig] public sealed class Wide { public int Width => 300; }
            [SearchSpace] public sealed class Tuning { [FromConfig("width")] public Choice<int> Size => new(3, 4); }
            [NamedConfig] public sealed class Narrow { [FromConfig("width")] public int Size => 3; }

            /// <param name="width">How wide.</param>
            [Captured] public int Build(int depth, int width, string note = "") => depth * width + note.Length;
            [Captured] public int Silent(int depth, int width = 4) => depth * width;
            [Captured] public int Keyed(int depth, [FromConfig("Width")] int size) => depth * size;
            [Main] int Train(int width) => Build() + Build(depth: 1, width: 3) + Silent() + Keyed() + width;
            [Command("show")] void Show(int other) { }
            [OnEpochEnd] void End(int epoch, int width) { }
            [Metric] static Tensor A(Tensor x, int width) => x.sum() * width;
        }
        [NamedConfig<X>] public sealed class Far { public int Width => 3; }
        [SearchSpace<X>] public sealed class Study { public Choice<int> Width => new(3); [FromConfig("depth")] public Choice<int> D => new(1); }
        //// App/Use.cs
        public static class Elsewhere { [Gen.Captured<X>] public static int Of(int width, int depth) => width * depth; }
        class Use { X Parsed => X.Parse("wide", "width=3", "depth = 1"); int Sum(X x) => x.Build(note: "") + Elsewhere.Of(width: 3, depth: 2); }

        """;

    private const string Block = """
        //// Lib/X.cs
        using Gen;
        [Config] public record Files { public string Path { get; init; } = ""; }
        [Experiment("x")] public partial class X
        {
            public Files Here { get; init; } = new();
            [NamedConfig] public sealed class Other { public Files Data => new() { Path = "b" }; }
            [NamedConfig] public sealed class Deep { [FromConfig("data.path")] public string Where => "c"; }
            [Main] int Train([FromConfig("data.path")] string path) => path.Length;
        }
        //// App/Use.cs
        class Use { X Parsed => X.Parse("other", "data.path=3"); }

        """;

    private const string EntryOfBlock = """
        //// Lib/Files.cs
        using Gen;
        [Config] public record Files { public string Here { get; init; } = ""; }
        //// App/X.cs
        using Gen;
        [Experiment("x")] public partial class X
        {
            public Files Data { get; init; } = new();
            [NamedConfig] public sealed class Deep { [FromConfig("data.path")] public string Where => "c"; }
            [Main] int Train([FromConfig("data.path")] string path) => path.Length;
            X Parsed => X.Parse("deep", "data.path=3");
        }

        """;

    [Fact]
    public Task Entry_RenamesAllThatItFilled() => Completes(
        Entry,
        "HiddenUnits",
        "Complete the rename of 'width' to 'hidden_units'",
        s => s.Replace("int Width", "int HiddenUnits").Replace("<int> Width", "<int> HiddenUnits")
            .Replace("\"width\"", "\"hidden_units\"").Replace("(\"Width\")", "(\"hidden_units\")")
            .Replace("<param name=\"hidden_units\">", "<param name=\"hiddenUnits\">").Replace("int width", "int hiddenUnits")
            .Replace("width:", "hiddenUnits:").Replace("* width", "* hiddenUnits").Replace("+ width", "+ hiddenUnits")
            .Replace("=> width", "=> hiddenUnits").Replace("\"width=3", "\"hidden_units=3"));

    [Fact]
    public Task Block_RenamesKeysOfItsEntries() => Completes(
        Block,
        "Dataset",
        "Complete the rename of 'data' to 'dataset'",
        s => s.Replace("Files Data =>", "Files Dataset =>").Replace("\"data.", "\"dataset."));

    [Fact]
    public Task EntryOfBlock_RenamesKeys() => Completes(
        EntryOfBlock,
        "Folder",
        "Complete the rename of 'path' to 'folder'",
        s => s.Replace("\"data.path", "\"data.folder"));

    [Theory]
    [InlineData("Depth")]
    [InlineData("Width")]
    public async Task EntryThatFillsSomething_IsNotOffered(string name) => Assert.Empty(await Offered(Entry.Replace("Here", name), name));

    private static async Task Completes(string source, string name, string title, Func<string, string> changed)
    {
        var written = source.Replace("Here", name);
        var action = (await Offered(written, name))[0];
        Assert.Equal(title, action.Title);
        var solution = await VerifyFix.Apply(action);
        foreach (var (path, text) in FixWorkspace.Parse(changed(written)))
        {
            var document = solution.Projects.SelectMany(p => p.Documents).Single(d => d.Name == path);
            Assert.Equal(text, (await document.GetTextAsync()).ToString());
        }

        foreach (var project in solution.Projects)
            Assert.Empty((await project.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var left = await VerifyFix.Diagnostics(solution, null);
        Assert.DoesNotContain(left, d => d.Severity == DiagnosticSeverity.Error && d.Id != RuleIds.Command);
    }

    private static async Task<List<CodeAction>> Offered(string source, string name)
    {
        using var workspace = new FixWorkspace(source);
        var document = workspace.CurrentSolution.Projects.SelectMany(p => p.Documents)
            .Single(d => d.GetTextAsync().Result.ToString().Contains($" {name} {{"));
        var at = (await document.GetTextAsync()).ToString().IndexOf($" {name} {{", StringComparison.Ordinal) + 1;
        var offered = new List<CodeAction>();
        await new CompleteRenameRefactoring().ComputeRefactoringsAsync(
            new CodeRefactoringContext(document, new TextSpan(at, 0), offered.Add, CancellationToken.None));
        return offered;
    }
}
