using ApiDocsSample.Documents;
using Xunit;

namespace Gen.Samples.Tests.Documents;

public class DocIdTests
{
    [Theory]
    [InlineData("T:System.String", "System.String")]
    [InlineData("T:System.Collections.Generic.List`1", "System.Collections.Generic.List`1")]
    [InlineData("M:System.Collections.Generic.List`1.Add(`0)", "System.Collections.Generic.List`1")]
    [InlineData("M:System.IO.File.ReadAllText(System.String,System.Text.Encoding)", "System.IO.File")]
    [InlineData("M:System.Linq.Enumerable.Cast``1(System.Collections.IEnumerable)", "System.Linq.Enumerable")]
    [InlineData("M:System.Exception.#ctor", "System.Exception")]
    [InlineData("M:System.Decimal.op_Implicit(System.Byte)~System.Decimal", "System.Decimal")]
    [InlineData("M:System.Decimal.System#IConvertible#ToByte(System.IFormatProvider)", "System.Decimal")]
    [InlineData("M:A.B.System#Collections#Generic#IEnumerable{C.D}#GetEnumerator", "A.B")]
    [InlineData("P:System.Collections.BitArray.Item(System.Int32)", "System.Collections.BitArray")]
    [InlineData("F:System.DayOfWeek.Friday", "System.DayOfWeek")]
    [InlineData("E:System.AppDomain.ProcessExit", "System.AppDomain")]
    [InlineData("N:System.Text", "")]
    [InlineData("!:Unresolved.Name", "")]
    [InlineData("", "")]
    [InlineData("M:Lonely", "")]
    public void AnIdTellsTheTypeItIsAbout(string id, string type) => Assert.Equal(type, DocId.TypeOf(id));

    [Theory]
    [InlineData("System.String", "System")]
    [InlineData("System.Collections.Generic.List`1", "System.Collections.Generic")]
    [InlineData("System.Collections.Generic.List`1.Enumerator", "System.Collections.Generic")]
    [InlineData("System.Outer.Middle.Inner", "System")]
    [InlineData("Unknown.Place.Type", "Unknown.Place")]
    [InlineData("Global", "")]
    [InlineData("Global.Nested", "")]
    public void TheNamespaceIsWhatStandsBeforeTheOutermostType(string type, string expected)
    {
        var types = new HashSet<string>
        {
            "System.String", "System.Collections.Generic.List`1", "System.Collections.Generic.List`1.Enumerator",
            "System.Outer", "System.Outer.Middle", "Global",
        };
        Assert.Equal(expected, DocId.NamespaceOf(type, types));
    }

    [Theory]
    [InlineData("T:System.String", "String")]
    [InlineData("T:System.Collections.Generic.Dictionary`2", "Dictionary")]
    [InlineData("T:System.Collections.Generic.List{System.String}", "List")]
    [InlineData("M:System.Collections.Generic.List`1.Add(`0)", "Add")]
    [InlineData("M:System.Linq.Enumerable.Cast``1(System.Collections.IEnumerable)", "Cast")]
    [InlineData("M:System.Collections.Generic.List`1.#ctor(System.Int32)", "List")]
    [InlineData("M:System.Decimal.System#IConvertible#ToByte(System.IFormatProvider)", "ToByte")]
    [InlineData("M:System.IO.Stream.Read*", "Read")]
    [InlineData("!:Span", "Span")]
    [InlineData("", "")]
    public void TheShortNameIsTheOneThatOneWouldSay(string id, string name) => Assert.Equal(name, DocId.ShortName(id));
}
