using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Gen.Training.Tests.Torch;

/// <summary>Finds calls in an assembly of TorchSharp members that may abort the process, which aborting-members.txt lists.</summary>
internal sealed class AbortingCalls
{
    private static readonly OperandType[] s_short = new OperandType[256];
    private static readonly OperandType[] s_long = new OperandType[256];
    private static readonly HashSet<string> s_members = ReadMembers();

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    static AbortingCalls()
    {
        foreach (var code in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!))
            (code.Size == 1 ? s_short : s_long)[code.Value & 0xFF] = code.OperandType;
    }

    private AbortingCalls(PEReader file) => (_file, _metadata) = (file, file.GetMetadataReader());

    /// <summary>Returns the calls as "caller -> member", where the caller is the outermost type and the method.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="generated">Whether to include only code with <c>[GeneratedCode]</c>.</param>
    public static string[] In(string assembly, bool generated = false)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return [.. new AbortingCalls(file).Find(generated).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Find(bool generated)
    {
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            if (generated && !IsGenerated(method.GetCustomAttributes()) && !IsGenerated(method.GetDeclaringType())) continue;
            var code = _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            foreach (var member in Tokens(code).Select(Member).OfType<string>())
                yield return $"{Outermost(method.GetDeclaringType())}.{_metadata.GetString(method.Name)} -> {member}";
        }
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var operand = code[at] == 0xFE ? s_long[code[++at]] : s_short[code[at]];
            at++;
            if (operand is OperandType.InlineMethod or OperandType.InlineTok) yield return BitConverter.ToInt32(code, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    /// <summary>Returns the listed member that a token refers to; null for other members.</summary>
    private string? Member(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference) return null;
        var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        if (member.Parent.Kind != HandleKind.TypeReference || member.GetKind() != MemberReferenceKind.Method) return null;
        var type = _metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        if (!IsTorchSharp(type)) return null;
        var name = $"{_metadata.GetString(type.Name)}.{_metadata.GetString(member.Name)}";
        var signature = _metadata.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric) signature.ReadCompressedInteger();
        var count = signature.ReadCompressedInteger();
        return Array.Find([$"{name}/{count}", $"{name}/*", $"{name}:{signature.ReadSignatureTypeCode()}"], s_members.Contains);
    }

    private bool IsTorchSharp(TypeReference type) => type.ResolutionScope.Kind switch
    {
        HandleKind.TypeReference => IsTorchSharp(_metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)),
        HandleKind.AssemblyReference =>
            _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "TorchSharp",
        _ => false,
    };

    private bool IsGenerated(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return IsGenerated(type.GetCustomAttributes()) || (type.GetDeclaringType() is { IsNil: false } outer && IsGenerated(outer));
    }

    private bool IsGenerated(CustomAttributeHandleCollection attributes) => attributes
        .Select(a => _metadata.GetCustomAttribute(a).Constructor)
        .Where(c => c.Kind == HandleKind.MemberReference)
        .Select(c => _metadata.GetMemberReference((MemberReferenceHandle)c).Parent)
        .Where(p => p.Kind == HandleKind.TypeReference)
        .Any(p => _metadata.GetString(_metadata.GetTypeReference((TypeReferenceHandle)p).Name) == "GeneratedCodeAttribute");

    private string Outermost(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(outer) : _metadata.GetString(type.Name);
    }

    private static HashSet<string> ReadMembers()
    {
        using var reader = new StreamReader(typeof(AbortingCalls).Assembly.GetManifestResourceStream("aborting-members.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Contains(" | ") && l[0] != '#').Select(l => l.Split(" | ")[0])];
    }
}
