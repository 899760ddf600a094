using System.Globalization;
using System.Text;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class CsvDataTests
{
    private const string Flowers = "length,width,species\r\n1.5,2,setosa\r\n-3e-1, 4 ,virginica\r\n5,6,setosa\r\n";

    [Fact]
    public void Read_NumbersAndNames_BecomeFeaturesAndClasses()
    {
        using var data = Parse("b,a\n1,z\n2,B\n3,a\n4,z\n", new() { LabelColumn = "a" });
        Assert.Equal(["B", "a", "z"], data.ClassNames);
        Assert.Equal([2L, 0, 1, 2], data.Data.Labels!.data<long>().ToArray());
        Assert.Equal([4, 1], data.Data.Features.shape);
        Assert.Equal(new[] { 1f, 2, 3, 4 }, data.Data.Features.data<float>().ToArray());
        Assert.Equal(["b"], data.FeatureNames);
    }

    [Fact]
    public void LabelColumn_IsFoundByNameOrIndex()
    {
        foreach (var label in new CsvColumn[] { "species", 2, ^1 })
        {
            using var data = Parse(Flowers, new() { LabelColumn = label });
            Assert.Equal(["setosa", "virginica"], data.ClassNames);
            Assert.Equal(["length", "width"], data.FeatureNames);
            Assert.Equal(new[] { 1.5f, 2, -0.3f, 4, 5, 6 }, data.Data.Features.data<float>().ToArray());
        }
        Assert.Equal("f has no column 'spices'. Did you mean 'species'?", Message(Flowers, new() { LabelColumn = "spices" }));
        Assert.Equal("f has no column 'colour'. It has length, width, species.", Message(Flowers, new() { LabelColumn = "colour" }));
        Assert.Contains("no column 3", Message(Flowers, new() { LabelColumn = 3 }));
        Assert.Contains("no column ^4", Message(Flowers, new() { LabelColumn = ^4 }));
        Assert.Contains("2 columns 'a'", Message("a,a\n1,2", new() { LabelColumn = "a" }));
        Assert.Contains("without a header", Message("1,2", new() { LabelColumn = "a", HasHeader = false }));
    }

    [Fact]
    public void HasHeader_False_FirstLineIsARow()
    {
        using var data = Parse("1;2;x\n3;4;y", new() { HasHeader = false, Delimiter = ';', LabelColumn = ^1 });
        Assert.Equal(new[] { 1f, 2, 3, 4 }, data.Data.Features.data<float>().ToArray());
        Assert.Equal(["column 1", "column 2"], data.FeatureNames);
        Assert.Equal([0L, 1], data.Data.Labels!.data<long>().ToArray());
    }

    [Fact]
    public void LabelKind_NumberOrInteger_IsRead()
    {
        using var numbers = Parse("x,y\n1,2.5\n2,-1", new() { LabelColumn = 1, LabelKind = CsvLabelKind.Number });
        Assert.Equal(new[] { 2.5f, -1 }, numbers.Data.Labels!.data<float>().ToArray());
        using var integers = Parse("x,y\n1,12345678901\n2,-1", new() { LabelColumn = 1, LabelKind = CsvLabelKind.Integer });
        Assert.Equal([12345678901L, -1], integers.Data.Labels!.data<long>().ToArray());
        Assert.Empty(integers.ClassNames);
        Assert.Equal(
            "f, line 2, column 2 ('y'): '2.5' is not a whole number.",
            Message("x,y\n1,2.5", new() { LabelColumn = 1, LabelKind = CsvLabelKind.Integer })
        );
    }

    [Fact]
    public void ClassNames_Given_DetermineIndices()
    {
        var options = new CsvOptions { LabelColumn = 1, ClassNames = ["wet", "dry"] };
        using var data = Parse("x,y\n1,dry\n2,dry", options);
        Assert.Equal([1L, 1], data.Data.Labels!.data<long>().ToArray());
        Assert.Equal(["wet", "dry"], data.ClassNames);
        Assert.Equal(
            "f, line 3, column 2 ('y'): 'weet' is not one of the ClassNames. Did you mean 'wet'?",
            Message("x,y\n1,dry\n2,weet", options)
        );
        Assert.Contains("ClassNames contains 'a' twice", Message("x,y\n1,a", options with { ClassNames = ["a", "a"] }));
    }

    [Fact]
    public void IgnoredColumns_AreSkipped()
    {
        using var data = Parse("id,x,note\nA1,1,\"a, b\"\nA2,2,", new() { IgnoredColumns = ["id", ^1] });
        Assert.Equal(["x"], data.FeatureNames);
        Assert.Null(data.Data.Labels);
        Assert.Contains("both the label", Message(Flowers, new() { LabelColumn = 1, IgnoredColumns = ["width"] }));
        Assert.Contains("no columns left", Message("x\n1", new() { LabelColumn = 0 }));
    }

    [Fact]
    public void MissingValues_ThrowBecomeNaNOrSkipRow()
    {
        const string text = "x,y,c\n1,NA,a\n,2,b\n3,4,c\n5,6,\n";
        Assert.Equal("f, line 2, column 2 ('y'): the value is missing ('NA').", Message(text, new() { LabelColumn = 2 }));
        using (var skipped = Parse(text, new() { LabelColumn = 2, MissingValues = CsvMissingValues.SkipRow }))
        {
            Assert.Equal(new[] { 3f, 4 }, skipped.Data.Features.data<float>().ToArray());
            Assert.Equal(3, skipped.SkippedRows);
            Assert.Equal(1, skipped.Data.Labels!.shape[0]);
            Assert.Equal("c", skipped.ClassNames[(int)skipped.Data.Labels!.data<long>()[0]]);
        }
        Assert.Equal(
            "f, line 5, column 3 ('c'): the label is missing, and only numeric labels can be NaN.",
            Message(text, new() { LabelColumn = 2, MissingValues = CsvMissingValues.NaN })
        );
        using var nan = Parse(
            "x,y\n1,n/a\n,2",
            new()
            {
                LabelColumn = 1,
                LabelKind = CsvLabelKind.Number,
                MissingValues = CsvMissingValues.NaN,
            }
        );
        Assert.Equal(new[] { 1, float.NaN }, nan.Data.Features.data<float>().ToArray());
        Assert.Equal(new[] { float.NaN, 2 }, nan.Data.Labels!.data<float>().ToArray());
        Assert.Contains(
            "has only rows with a missing value: 1 rows were skipped",
            Message("x\nNA", new() { MissingValues = CsvMissingValues.SkipRow })
        );
    }

    [Theory]
    [InlineData("x,y\n1,2\n3\n", "f, line 3: the row has 1 columns, but line 1 has 2.")]
    [InlineData("x,y\n1,2\n\n3,4,5,6\n", "f, line 4: the row has 4 columns, but line 1 has 2.")]
    [InlineData(
        "x,y\n1,2\n3,4z\n",
        "f, line 3, column 2 ('y'): '4z' is not a number. Ignore columns of text (IgnoredColumns), or use one as the label."
    )]
    [InlineData(
        "x\n\"1,5\"\n",
        "f, line 2, column 1 ('x'): '1,5' is not a number. Ignore columns of text (IgnoredColumns), or use one as the label."
    )]
    [InlineData("x\n1e99\n", "f, line 2, column 1 ('x'): '1e99' is out of the range of float32.")]
    [InlineData("x,y\n", "f has no rows.")]
    [InlineData("\n\n", "f is empty.")]
    public void Read_InvalidCell_NamesFileLineAndColumn(string text, string expected) => Assert.Equal(expected, Message(text));

    [Fact]
    public void Read_OtherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        try
        {
            CultureInfo.CurrentCulture = german;
            using var data = Parse("x,y\n1.5,-2\nInfinity,1e-3");
            Assert.Equal(new[] { 1.5f, -2, float.PositiveInfinity, 0.001f }, data.Data.Features.data<float>().ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Read_ByteOrderMarkAndGzip_AreDetected(bool mark, bool gzip)
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", [.. new UTF8Encoding(mark).GetPreamble(), .. Encoding.UTF8.GetBytes("größe,art\n1,ä")], gzip);
        using var data = CsvData.Read(path, new() { LabelColumn = "art" });
        Assert.Equal(["größe"], data.FeatureNames);
        Assert.Equal(["ä"], data.ClassNames);
    }

    [Fact]
    public void Read_ManyOrWideRows_KeepsOrder()
    {
        const int rows = 70_000;
        using var many = Parse("a,b\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},{-i}\n")));
        Assert.Equal(Enumerable.Range(0, rows).SelectMany(i => new[] { (float)i, -i }), many.Data.Features.data<float>().ToArray());
        using var wide = Parse(
            string.Join(',', Enumerable.Range(0, 100_000)) + "\n" + string.Join(',', Enumerable.Range(0, 100_000)),
            new() { HasHeader = false }
        );
        Assert.Equal([2, 100_000], wide.Data.Features.shape);
        Assert.Equal(99_999, wide.Data.Features.data<float>()[1, 99_999]);
    }

    [Fact]
    public void Read_AllocatesNoStringPerCell()
    {
        using var text = new StringReader("a,b,c\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}.25,{i},red\n")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var data = CsvData.Read(text, new() { LabelColumn = ^1 });
        // 200,000 strings would take 6 MB; the numbers take 0.8 MB and the labels' lists 4.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1_600_000, 5_500_000);
        Assert.Equal(100_000, data.Data.Rows);
    }

    [Fact]
    public void Dispose_FreesAllTensors()
    {
        var before = LiveTensors.Count();
        using (var data = Parse(Flowers, new() { LabelColumn = ^1 })) Assert.Equal(before + 2, LiveTensors.Count());
        Message(Flowers);
        Assert.Equal(before, LiveTensors.Count());
    }

    private static CsvData Parse(string text, CsvOptions? options = null) => CsvData.Read(new StringReader(text), options, "f");

    private static string Message(string text, CsvOptions? options = null) =>
        Assert.Throws<BadDataException>(() => Parse(text, options)).Message;
}
