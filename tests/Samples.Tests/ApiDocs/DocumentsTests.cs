using ApiDocsSample;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

public sealed class DocumentsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,Title,Abstract", "1", "Title Abstract")]
    [InlineData("1,\"Title\",\"Abstract\"", "1", "Title Abstract")]
    [InlineData("Company,\"E. D. Abbott Ltd\",\" Abbott of Farnham.\"", "Company", "E. D. Abbott Ltd  Abbott of Farnham.")]
    [InlineData("1,\"A, B\",\"He said \"\"no\"\".\"", "1", "A, B He said \"no\".")]
    [InlineData("1,\"\",\"Only abstract\"", "1", "Only abstract")]
    [InlineData("1,T,\"Two\nlines\"", "1", "T Two\nlines")]
    [InlineData("1,T,\"Two\r\nlines\"\r\n", "1", "T Two\r\nlines")]
    [InlineData("1,T,5\" disk", "1", "T 5\" disk")]
    [InlineData("1,Zürich,数学\n", "1", "Zürich 数学")]
    [InlineData("\n1,T,A\n\n", "1", "T A")]
    public void ReadCsv_Row_IsLabelAndTitleWithAbstract(string csv, string label, string text) =>
        Assert.Equal([new(label, text)], ReadCsv(csv));

    [Theory]
    [InlineData("label,title,abstract\n1,T,A\n")]
    [InlineData("Class,Title,Content\r\nFilm,T,A\r\n")]
    [InlineData("category,title,abstract\n1,T,A\n2,T,B\n")]
    public void ReadCsv_Header_IsLeftOut(string csv) => Assert.DoesNotContain(ReadCsv(csv), document => document.Text.Contains("itle"));

    [Fact]
    public void ReadCsv_FirstRowThatIsNoHeader_IsKept() => Assert.Equal(2, ReadCsv("Film,T,A\nAnimal,T,B").Count);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void ReadCsv_AnyLineEnd_EndsRow(string end) => Assert.Equal(3, ReadCsv($"1,T,A{end}2,T,B{end}3,T,C{end}").Count);

    [Fact]
    public void ReadCsv_ByteOrderMark_IsNotInLabel() => Assert.Equal("1", Assert.Single(ReadCsv("\uFEFF1,T,A\n")).Label);

    [Theory]
    [InlineData("1,T,A\n2,T\n", ", line 2: expected the 3 fields label,title,abstract, but found 2")]
    [InlineData("1,T,A,B", ", line 1: expected the 3 fields label,title,abstract, but found 4")]
    [InlineData("1,T,\"A\nB\"\n2,T", ", line 3: expected the 3 fields label,title,abstract, but found 2")]
    [InlineData("1,T,A\r\n2,T,\"B\r\nC", ", line 2: a quoted field is not closed, or text follows its closing quote")]
    [InlineData("1,\"T\" x,A", ", line 1: a quoted field is not closed, or text follows its closing quote")]
    [InlineData("1,T,A\n ,T,A", ", line 2: the label is empty")]
    [InlineData("", " has no rows of label,title,abstract")]
    [InlineData("label,title,abstract\n", " has no rows of label,title,abstract")]
    public void ReadCsv_MalformedRow_ErrorNamesFileAndLine(string csv, string message) =>
        Assert.Equal(_folder.File("data.csv") + message, Assert.Throws<DataException>(() => ReadCsv(csv)).Message);

    [Fact]
    public void ReadCsv_MissingFile_ErrorNamesIt() =>
        Assert.StartsWith(
            "data=no-such.csv cannot be read: ", Assert.Throws<DataException>(() => Documents.ReadCsv("no-such.csv")).Message);

    private IReadOnlyList<Document> ReadCsv(string csv) => Documents.ReadCsv(_folder.Write("data.csv", csv));

    [Fact]
    public void Split_LargeDataSet_HoldsOut1000ForValidationAnd2000ForTest()
    {
        var dataset = Dataset.Split(Make(("a", 7_000), ("b", 5_000)), numClasses: 2, seed: 1);
        Assert.Equal((9_000, 1_000, 2_000), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
    }

    [Fact]
    public void Split_SmallDataSet_PartsHaveEachDocumentOnce()
    {
        var documents = Make(("a", 300), ("b", 200));
        var dataset = Dataset.Split(documents, numClasses: 2, seed: 1);
        Assert.Equal((300, 100, 100), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
        var texts = dataset.Train.Texts.Concat(dataset.Validation.Texts).Concat(dataset.Test.Texts);
        Assert.Equal(documents.Select(document => document.Text).Order(), texts.Order());
    }

    [Fact]
    public void Split_EachText_KeepsItsClass()
    {
        var dataset = Dataset.Split(Make(("a", 60), ("b", 40)), numClasses: 2, seed: 1);
        foreach (var part in new[] { dataset.Train, dataset.Validation, dataset.Test })
            Assert.All(part.Texts.Zip(part.Labels), row => Assert.StartsWith(dataset.ClassNames[(int)row.Second], row.First));
    }

    [Fact]
    public void Split_SameSeed_GivesSameParts()
    {
        var documents = Make(("a", 300), ("b", 200));
        var texts = Dataset.Split(documents, 2, seed: 1).Validation.Texts;
        Assert.Equal(texts, Dataset.Split(documents, 2, seed: 1).Validation.Texts);
        Assert.NotEqual(texts, Dataset.Split(documents, 2, seed: 2).Validation.Texts);
    }

    [Fact]
    public void Split_FewerClassesThanThereAre_TakesLargestInOrdinalOrder()
    {
        var dataset = Dataset.Split(Make(("small", 5), ("z", 30), ("m", 20), ("a", 20)), numClasses: 3, seed: 1);
        Assert.Equal(["a", "m", "z"], dataset.ClassNames);
        Assert.Equal(70, dataset.Train.Count + dataset.Validation.Count + dataset.Test.Count);
    }

    [Fact]
    public void Split_NumberedClasses_AreInNumericOrder() =>
        Assert.Equal(["2", "10", "11"], Dataset.Split(Make(("11", 30), ("10", 20), ("2", 10)), 3, seed: 1).ClassNames);

    [Fact]
    public void ChanceAndMajorityShare_AreThoseOfGuessAndLargestClass()
    {
        var dataset = Dataset.Split(Make(("a", 600), ("b", 200), ("c", 100), ("d", 100)), 4, seed: 1);
        Assert.Equal(0.25, dataset.Chance);
        Assert.Equal(dataset.Validation.Labels.Count(label => label == 0) / 200.0, dataset.MajorityShare(dataset.Validation));
        Assert.InRange(dataset.MajorityShare(dataset.Validation), 0.5, 0.7);
    }

    [Fact]
    public void Split_MoreClassesThanThereAre_Throws() => Assert.Equal(
        "num_classes is 3, but the documents have only 2 classes",
        Assert.Throws<DataException>(() => Dataset.Split(Make(("a", 30), ("b", 20)), numClasses: 3, seed: 1)).Message);

    [Fact]
    public void Split_TooFewDocuments_Throws() => Assert.Equal(
        "4 documents are too few to train on, validate and test with",
        Assert.Throws<DataException>(() => Dataset.Split(Make(("a", 2), ("b", 2)), numClasses: 2, seed: 1)).Message);

    private static List<Document> Make(params (string Label, int Count)[] classes) =>
        [.. classes.SelectMany(one => Enumerable.Range(0, one.Count).Select(i => new Document(one.Label, $"{one.Label} text {i}")))];
}
