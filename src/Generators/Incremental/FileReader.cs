using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Incremental;

/// <summary>Goes through a file's declarations, and into no method's body.</summary>
internal sealed class FileReader
{
    private readonly SyntaxTree _tree;
    private readonly List<TextSpan> _header = [];

    private FileReader(SyntaxTree tree) => _tree = tree;

    public List<DeclaredType> Types { get; } = [];

    public HashSet<string> Namespaces { get; } = [];

    public List<string> Aliases { get; } = [];

    /// <summary>By the names of attributes as they are written.</summary>
    public Dictionary<string, List<AnnotatedNode>>? Annotated { get; private set; }

    public static FileReader Read(SyntaxTree tree)
    {
        var reader = new FileReader(tree);
        var unit = (CompilationUnitSyntax)tree.GetRoot();

        // A directive in one body (#nullable, #if) can change what the next declaration says.
        if (unit.ContainsDirectives)
            reader._header.Add(unit.FullSpan);
        reader.ReadScope(unit.Externs, unit.Usings, unit.Members, "");
        return reader;
    }

    private void ReadScope(SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        var outer = _header.Count;
        foreach (var external in externs)
            _header.Add(external.Span);
        foreach (var directive in usings)
            ReadUsing(directive);
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    ReadNamespace(inner, space);
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    ReadType(member);
                    break;
                case GlobalStatementSyntax:
                    break;
                default:
                    _header.Add(member.Span);   // unfinished: it may become anything
                    break;
            }
        }

        _header.RemoveRange(outer, _header.Count - outer);
    }

    // A global one is said for all files.
    private void ReadUsing(UsingDirectiveSyntax directive)
    {
        if (directive.GlobalKeyword != default)
            return;
        if (directive.Alias is { } alias)
            Aliases.Add(alias.Name.Identifier.ValueText);
        _header.Add(directive.Span);
    }

    private void ReadNamespace(BaseNamespaceDeclarationSyntax declaration, string outer)
    {
        var name = TextOf(declaration.Name);
        var space = outer.Length > 0 ? outer + "." + name : name;
        Namespaces.Add(space);
        _header.Add(declaration.Name.Span);
        ReadScope(declaration.Externs, declaration.Usings, declaration.Members, space);
        _header.RemoveAt(_header.Count - 1);
    }

    private void ReadType(MemberDeclarationSyntax declaration)
    {
        var annotated = new List<MemberDeclarationSyntax>();
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        spans.AddRange(_header);
        var start = declaration.FullSpan.Start;
        ReadMember(declaration, annotated, spans, ref start);
        spans.Add(TextSpan.FromBounds(start, declaration.FullSpan.End));
        var type = new DeclaredType(_tree, NameOf(declaration), spans.ToImmutable());
        Types.Add(type);
        foreach (var node in annotated)
            Note(node, type);
    }

    private static void ReadMember(MemberDeclarationSyntax member, List<MemberDeclarationSyntax> annotated, ImmutableArray<TextSpan>.Builder spans, ref int start)
    {
        if (member.AttributeLists.Count > 0 && member is BaseTypeDeclarationSyntax or MethodDeclarationSyntax)
            annotated.Add(member);
        switch (member)
        {
            case TypeDeclarationSyntax type:
                foreach (var inner in type.Members)
                    ReadMember(inner, annotated, spans, ref start);
                break;

            // Not a property's: whether it uses `field` decides whether it is derived.
            case BaseMethodDeclarationSyntax method when ((SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression) is { } body:
                spans.Add(TextSpan.FromBounds(start, body.SpanStart));
                start = body.Span.End;
                break;
        }
    }

    private void Note(MemberDeclarationSyntax node, DeclaredType type)
    {
        Annotated ??= [];
        foreach (var list in node.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = NameOf(attribute.Name);
                if (!Annotated.TryGetValue(name, out var nodes))
                    Annotated.Add(name, nodes = []);
                if (nodes.Count == 0 || nodes[nodes.Count - 1].Node != node)
                    nodes.Add(new AnnotatedNode(node, type));
            }
        }
    }

    private static string TextOf(NameSyntax name) => name switch
    {
        IdentifierNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => TextOf(qualified.Left) + "." + TextOf(qualified.Right),
        _ => string.Concat(name.DescendantTokens().Select(t => t.ValueText)),
    };

    private static string NameOf(MemberDeclarationSyntax declaration) => declaration switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => "",
    };

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        AliasQualifiedNameSyntax qualified => NameOf(qualified.Name),
        GenericNameSyntax generic => DeclaredFile.Written(generic.Identifier.ValueText + (generic.Arity == 1 ? "`1" : "`")),
        _ => DeclaredFile.Written(((SimpleNameSyntax)name).Identifier.ValueText),
    };
}
