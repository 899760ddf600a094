using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace Gen.CodeFixes.Refactorings;

/// <summary>
/// At an entry or block that was renamed and that nothing names: renames what still has an old name, in all projects: parameters,
/// properties of named configs and search spaces, the keys of <c>[FromConfig]</c> and those in update strings.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(CompleteRenameRefactoring)), Shared]
public sealed class CompleteRenameRefactoring : CodeRefactoringProvider
{
    // More names are those of parameters that callers pass.
    private const int Most = 3;

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var token = root!.FindToken(context.Span.Start);
        if (token.Parent is not PropertyDeclarationSyntax declaration || declaration.Identifier != token
            || !declaration.Identifier.FullSpan.Contains(context.Span))
            return;
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model!.GetDeclaredSymbol(declaration, context.CancellationToken) is not IPropertySymbol property
            || !(Experiments.IsExperiment(property.ContainingType) || property.ContainingType.HasAttribute(KnownNames.Config)))
            return;
        var solution = context.Document.Project.Solution;
        var old = await OldNamesAsync(property, solution, context.CancellationToken).ConfigureAwait(false);
        foreach (var name in old.GroupBy(n => KeyName.Normalize(n.Name)).OrderByDescending(g => g.Count()).Take(Most))
        {
            var shown = KeyName.ToSnakeCase(name.First().Name);
            context.RegisterRefactoring(CodeAction.Create(
                $"Complete the rename of '{shown}' to '{KeyName.ToSnakeCase(property.Name)}'",
                c => Renaming.ApplyAsync(solution, name.SelectMany(n => n.Changes), c),
                $"{nameof(CompleteRenameRefactoring)}.{shown}"));
        }
    }

    private static async Task<IReadOnlyList<OldName>> OldNamesAsync(
        IPropertySymbol property, Solution solution, CancellationToken cancellationToken)
    {
        var found = new List<OldName>();
        foreach (var project in solution.Projects)
        {
            if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
                continue;
            var experiments = Experiments.Get(compilation);
            var names = new UnknownNames(experiments, cancellationToken);
            if (names.IsNamed(property))
                return [];
            foreach (var unknown in names.All())
            {
                if (solution.GetDocument(unknown.Node.SyntaxTree) is { } document
                    && OldName.Read(unknown, property, document.Id, experiments) is { } name)
                    found.Add(name);
            }
        }

        return found;
    }
}

/// <summary>A place that may have the old name of an entry or block.</summary>
/// <param name="Name">The old name, without the blocks around it.</param>
/// <param name="Changes">The change of the place.</param>
internal sealed record OldName(string Name, IReadOnlyList<NameChange> Changes)
{
    /// <summary>Returns null if the name cannot be meant.</summary>
    public static OldName? Read(UnknownName unknown, IPropertySymbol property, DocumentId document, Experiments experiments)
    {
        var config = experiments.ConfigOf(unknown.Experiment);
        var entry = config.Entries.FirstOrDefault(e => UnknownNames.IsSame(e.Property, property));
        var block = entry is null ? config.Blocks.FirstOrDefault(b => UnknownNames.IsSame(b.Property, property)) : null;
        if ((entry?.Key ?? block?.Key) is not { } key || (entry is { IsDerived: true } && unknown.Parameter is null))
            return null;

        // The old name has the place of the new one: path.OLD, or path.OLD.rest for a block.
        var (names, written) = (key.Split('.'), unknown.Key.Split('.'));
        var at = names.Length - 1;
        if (block is null ? written.Length != names.Length : written.Length < names.Length)
            return null;
        for (var i = 0; i < at; i++)
        {
            if (KeyName.Normalize(names[i]) != KeyName.Normalize(written[i]))
                return null;
        }

        var (oldName, newKey) = (written[at], string.Join(".", written.Take(at).Append(names[at]).Concat(written.Skip(at + 1))));
        if (unknown.Parameter is { } parameter)
        {
            var matcher = new ParameterMatcher(unknown.Experiment, config, experiments.Compilation);
            return entry is not null && entry.IsTopLevel && matcher.Fits(entry, parameter)
                ? new(oldName, [new(document, unknown.Node, entry.AsParameter())])
                : null;
        }

        if (unknown.Node is not LiteralExpressionSyntax literal)
            return at == 0 && written.Length == 1 ? new(oldName, [new(document, unknown.Node, property.Name)]) : null;
        return literal.WithStart(unknown.Key, newKey) is { } changed ? new(oldName, [new(document, literal, newKey, changed)]) : null;
    }
}
