using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>Whether a text names a member of an enum, or several of a flags enum, by name or number.</summary>
internal static class EnumText
{
    public static bool Parses(ValueShape shape, ITypeSymbol type, string text)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => (f.Name, Bits: ToInt64(f.ConstantValue!))).ToArray();
        return shape.IsFlags && text.IndexOf(',') >= 0
            ? text.Split(',').All(t => ParsesMember(shape, type, members, t.Trim()))
            : ParsesMember(shape, type, members, text.Trim());
    }

    private static bool ParsesMember(ValueShape shape, ITypeSymbol type, (string Name, long Bits)[] members, string text)
    {
        var name = KeyName.Normalize(text);
        if (members.Any(m => KeyName.Normalize(m.Name) == name))
            return true;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            return false;
        if (Truncate(bits, type) != bits)
            return false;
        // 0 is what an enum is by default, also one that has no member for it.
        return bits == 0 || members.Any(m => m.Bits == bits) || (shape.IsFlags && Covered(members, bits) == bits);
    }

    /// <summary>The bits that members make up together, each of which must be set.</summary>
    private static long Covered(IEnumerable<(string Name, long Bits)> members, long bits) =>
        members.Where(m => (bits & m.Bits) == m.Bits).Aggregate(0L, (covered, m) => covered | m.Bits);

    /// <summary>The number as a cast to the enum leaves it.</summary>
    private static long Truncate(long bits, ITypeSymbol type) => (type as INamedTypeSymbol)?.EnumUnderlyingType?.SpecialType switch
    {
        SpecialType.System_SByte => unchecked((sbyte)bits),
        SpecialType.System_Byte => unchecked((byte)bits),
        SpecialType.System_Int16 => unchecked((short)bits),
        SpecialType.System_UInt16 => unchecked((ushort)bits),
        SpecialType.System_Int32 => unchecked((int)bits),
        SpecialType.System_UInt32 => unchecked((uint)bits),
        _ => bits,
    };

    private static long ToInt64(object value) => value is ulong big ? unchecked((long)big) : System.Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
