using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary><c>[Main]</c> and <c>[Command]</c>, and attributes of methods where they do nothing.</summary>
internal static class CommandMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("second [Main]", Inserted("GEN012", "[Main] private void $$RunAgain() { }")),
            new("lost [Main]", LostMain),
            new("command with a name that is taken", TakenName),
            new(
                "command that cannot be called",
                Inserted(
                    "GEN012",
                    "[Command(\"later\")] private async void $$Later() => await Task.Delay(1);",
                    "[Command(\"spans\")] private ReadOnlySpan<int> $$Spans() => default;",
                    "[Command(\"both\")] private T $$Both<T>() => default!;",
                    "[Command(\"out\")] private void $$Out(out int number) => number = 1;"
                )
            ),
            new(
                "command with a parameter that is nobody's",
                Inserted("GEN012", "[Command(\"more\")] private void More(string $$whatever, Uri $$address) { }")
            ),
            new("[Main] or [Command] generic", Generic),
            new(
                "attribute of methods on a local function",
                Inserted(
                    "GEN017",
                    "private void Around() { [$$Main] void Inner() { } Inner(); }",
                    "private object Around() { [$$Captured] static int Inner(int a) => a; return Inner(1); }"
                )
            ),
            new(
                "attribute of methods in a class of its own",
                Inserted(
                    "GEN017",
                    "private sealed class Helper { [$$Main] public void Go() { } }",
                    "private static class Helper { [$$Command(\"go\")] public static void Go() { } }",
                    "private static class Helper { [$$Captured] public static int Go(int size) => size; }"
                )
            ),
            new(
                "[Captured] where nothing is filled",
                Inserted(
                    "GEN017",
                    "[$$Captured] private static int Nothing(object nothing) => nothing.GetHashCode();",
                    "[$$Captured] private int NoParameters() => 1;"
                )
            ),
            new("[Captured] on a property's accessor or operator", Inserted("GEN017", "private int Value { [$$Captured] get => 1; }")),
        ];

    private static Func<TestProgram, Random, IEnumerable<Mistake>> Inserted(string id, params string[] members) => (program, _) =>
        from experiment in program.Experiments()
        from member in members
        select new Mistake(id, new Change().InsertBefore(experiment.Syntax.CloseBraceToken, $"\n    {member}\n"));

    private static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Commands(TestProgram program) =>
        program.Methods().Where(m => m.Method.Has("Main") || m.Method.Has("Command"));

    private static IEnumerable<Mistake> LostMain(TestProgram program, Random random) =>
        from main in program.Methods()
        where main.Method.Has("Main")
        let runs = program
            .GeneratedCalls("RunAsync")
            .Where(c => SymbolEqualityComparer.Default.Equals(program.Meant(c)!.Owner(), main.Method.ContainingType))
            .Where(c => c.Expression is MemberAccessExpressionSyntax)   // the member itself, which is lost too, is found by its name alone
            .ToArray()
        where runs.Length > 0
        select new Mistake(
            "GEN012",
            runs.Aggregate(new Change().Remove(main.Syntax.AttributeLists[0]), (change, run) => change.Mark(run.Name()))
        );

    private static IEnumerable<Mistake> TakenName(TestProgram program, Random random) =>
        from command in Commands(program)
        let attribute = command.Syntax.AttributeLists[0].Attributes[0]
        where attribute.ArgumentList is not null
        from change in new[] { "\"help\"", "\"print-config\"", "\"resume\"", "\"two words\"", "\"with\"" }
            .Select(n => new Change().Replace(attribute.ArgumentList!.Arguments[0], "$$" + n))
            .Append(
                new Change().InsertAfter(
                    command.Syntax,
                    $"\n\n    [Command($${attribute.ArgumentList!.Arguments[0]})] private void Another() {{ }}\n"
                )
            )
        select new Mistake("GEN012", change);

    private static IEnumerable<Mistake> Generic(TestProgram program, Random random) =>
        from command in Commands(program)
        select new Mistake("GEN012", new Change().Mark(command.Syntax.Identifier).InsertAfter(command.Syntax.Identifier, "<T>"));
}
