using System.Text.Json;
using Gen.Runtime.Tests.Configuration.Subjects;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>What each type of entry takes as text and as JSON, and how it is recorded.</summary>
public class EntryTextTests
{
    [Theory]
    [InlineData("flag=true", "true")]
    [InlineData("flag=Yes", "true")]
    [InlineData("flag=ON", "true")]
    [InlineData("flag=1", "true")]
    [InlineData("FLAG=0", "false")]
    [InlineData("signed8=-128", "-128")]
    [InlineData("signed8=127", "127")]
    [InlineData("unsigned8=255", "255")]
    [InlineData("signed16=-32768", "-32768")]
    [InlineData("unsigned16=65535", "65535")]
    [InlineData("signed32=-2147483648", "-2147483648")]
    [InlineData("signed32= 1_000_000 ", "1000000")]
    [InlineData("signed32=+5", "5")]
    [InlineData("unsigned32=4294967295", "4294967295")]
    [InlineData("signed64=-9223372036854775808", "-9223372036854775808")]
    [InlineData("signed64=9223372036854775807", "9223372036854775807")]
    [InlineData("unsigned64=18446744073709551615", "18446744073709551615")]
    [InlineData("float16=65504", "65500.0")]
    [InlineData("float16=-65504", "-65500.0")]
    [InlineData("float16=nan", "\"NaN\"")]
    [InlineData("float32=3.4028235e38", "3.4028235E+38")]
    [InlineData("float32=1e-45", "1E-45")]
    [InlineData("float32=-inf", "\"-Infinity\"")]
    [InlineData("float64=1.7976931348623157e308", "1.7976931348623157E+308")]
    [InlineData("float64=5e-324", "5E-324")]
    [InlineData("float64=-0", "-0.0")]
    [InlineData("float64=5", "5.0")]
    [InlineData("float64=1_000.5", "1000.5")]
    [InlineData("float64=NaN", "\"NaN\"")]
    [InlineData("float64=Infinity", "\"Infinity\"")]
    [InlineData("float64=+inf", "\"Infinity\"")]
    [InlineData("float64=1e30", "1E+30")]
    [InlineData("money=79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("money=-0.10", "-0.10")]
    [InlineData("text=a=b, c", "\"a=b, c\"")]
    [InlineData("text=", "\"\"")]
    [InlineData("text= padded ", "\" padded \"")]
    [InlineData("text='quoted'", "\"quoted\"")]
    [InlineData("text=\"null\"", "\"null\"")]
    [InlineData("text=null", "\"null\"")]
    [InlineData("text='", "\"'\"")]
    [InlineData("no_text=null", "null")]
    [InlineData("no_text=None", "null")]
    [InlineData("no_text='null'", "\"null\"")]
    [InlineData("color=dark_green", "\"DarkGreen\"")]
    [InlineData("color=DARK-GREEN", "\"DarkGreen\"")]
    [InlineData("color=azure", "\"Blue\"")]
    [InlineData("color=7", "\"Blue\"")]
    [InlineData("access=read", "\"Read\"")]
    [InlineData("access=read,write", "\"ReadWrite\"")]
    [InlineData("access=read, delete", "\"Read, Delete\"")]
    [InlineData("access=9", "\"Read, Delete\"")]
    [InlineData("access=all", "\"All\"")]
    [InlineData("access=0", "0")]
    [InlineData("tiny=least", "\"Least\"")]
    [InlineData("tiny=-128", "\"Least\"")]
    [InlineData("huge=high,low", "\"Low, High\"")]
    [InlineData("when=2026-01-31", "\"2026-01-31T00:00:00\"")]
    [InlineData("when=2026-01-31T12:30:00.1234567Z", "\"2026-01-31T12:30:00.1234567Z\"")]
    [InlineData("where=2026-01-31T12:30:00+05:30", "\"2026-01-31T12:30:00+05:30\"")]
    [InlineData("where=2026-01-31T12:30:00", "\"2026-01-31T12:30:00+00:00\"")]
    [InlineData("how_long=01:30:00", "\"01:30:00\"")]
    [InlineData("how_long=-2.00:00:00.5", "\"-2.00:00:00.5000000\"")]
    [InlineData("id=0123456789abcdef0123456789ABCDEF", "\"01234567-89ab-cdef-0123-456789abcdef\"")]
    [InlineData("no_flag=null", "null")]
    [InlineData("no_flag=off", "false")]
    [InlineData("no_int=5", "5")]
    [InlineData("no_double=nan", "\"NaN\"")]
    [InlineData("no_half=0.1", "0.1")]
    [InlineData("no_money=1.50", "1.50")]
    [InlineData("no_color=blue", "\"Blue\"")]
    [InlineData("no_when=2026-01-31", "\"2026-01-31T00:00:00\"")]
    [InlineData("no_where=2026-01-31T00:00:00Z", "\"2026-01-31T00:00:00+00:00\"")]
    [InlineData("no_time=00:00:01", "\"00:00:01\"")]
    [InlineData("no_id=null", "null")]
    [InlineData("ints=1,2, 3", "[1,2,3]")]
    [InlineData("ints=[1, 2]", "[1,2]")]
    [InlineData("ints=", "[]")]
    [InlineData("ints=[]", "[]")]
    [InlineData("ints=7", "[7]")]
    [InlineData("maybe_doubles=1,null,nan", "[1.0,null,\"NaN\"]")]
    [InlineData("no_texts=a,'b,c',\"d e\"", "[\"a\",\"b,c\",\"d e\"]")]
    [InlineData("no_texts=null", "null")]
    [InlineData("maybe_texts=[a, null, 'null']", "[\"a\",null,\"null\"]")]
    [InlineData("colors=red,blue", "[\"Red\",\"Blue\"]")]
    [InlineData("no_dates=2026-01-31,2026-02-01", "[\"2026-01-31T00:00:00\",\"2026-02-01T00:00:00\"]")]
    [InlineData("weights={\"a\": 1, \"b\": 0.5}", "{\"a\":1.0,\"b\":0.5}")]
    [InlineData("weights.My_Key=2", "{\"My_Key\":2.0}")]
    [InlineData("no_names={\"a\": null}", "{\"a\":null}")]
    [InlineData("no_names.a=null", "{\"a\":null}")]
    [InlineData("no_names=null", "null")]
    [InlineData("rights.user=read", "{\"admin\":\"All\",\"user\":\"Read\"}")]
    [InlineData("rights={}", "{}")]
    public void ATextSetsAnEntry(string update, string json)
    {
        var config = Everything.Parse(update);
        Assert.Equal(json, Entry(config, update));
        Assert.Equal(json, Entry(Everything.FromJson(config.ToJson()), update));
    }

    [Theory]
    [InlineData("flag=maybe", "Entry 'flag' must be true or false, but was 'maybe'.")]
    [InlineData("signed8=128", "Entry 'signed8' must be an integer from -128 to 127, but was '128'.")]
    [InlineData("unsigned8=-1", "Entry 'unsigned8' must be an integer from 0 to 255, but was '-1'.")]
    [InlineData("signed32=1.0", "Entry 'signed32' must be an integer from -2147483648 to 2147483647, but was '1.0'.")]
    [InlineData("signed32=1e3", "Entry 'signed32' must be an integer from")]
    [InlineData("signed32=1__0", "but was '1__0'.")]
    [InlineData("signed32=", "but was ''.")]
    [InlineData("signed32=null", "but was 'null'.")]
    [InlineData("unsigned64=18446744073709551616", "must be an integer from 0 to 18446744073709551615")]
    [InlineData("float64=fast", "Entry 'float64' must be a number, but was 'fast'.")]
    [InlineData("float64=1e999", "Entry 'float64' must be a number, but was '1e999'.")]
    [InlineData("float64=1,5", "Entry 'float64' must be a number, but was '1,5'.")]
    [InlineData("float16=65536", "Entry 'float16' must be a number, but was '65536'.")]
    [InlineData("money=1e29", "Entry 'money' must be a decimal number, but was '1e29'.")]
    [InlineData("color=purple", "Entry 'color' must be one of Red, DarkGreen, Blue, Azure, but was 'purple'.")]
    [InlineData("color=red,blue", "but was 'red,blue'.")]
    [InlineData("color=2", "but was '2'.")]
    [InlineData("access=read,execute", "Entry 'access' must be one of Read, Write, ReadWrite, Delete, All, but was 'read,execute'.")]
    [InlineData("access=4", "but was '4'.")]
    [InlineData("tiny=384", "Entry 'tiny' must be one of Least, Zero, Most, but was '384'.")]
    [InlineData("access=1,000x", "but was '1,000x'.")]
    [InlineData("when=yesterday", "Entry 'when' must be a date and time such as")]
    [InlineData("where=31.1.2026", "Entry 'where' must be a date and time with an offset such as")]
    [InlineData("how_long=30", "Entry 'how_long' must be a duration such as 01:30:00")]
    [InlineData("id=1", "Entry 'id' must be a GUID, but was '1'.")]
    [InlineData("no_int=x", "Entry 'no_int' must be an integer from -2147483648 to 2147483647 or null, but was 'x'.")]
    [InlineData("ints=1,x", "Entry 'ints' must be a list such as [a, b], each item an integer from")]
    [InlineData("ints=null", "but was 'null'.")]
    [InlineData("no_texts=[a", null)]
    [InlineData("weights=3", "Entry 'weights' must be a JSON object, each value a number, but was '3'.")]
    [InlineData("weights={\"a\": \"x\"}", "but was '{\"a\": \"x\"}'.")]
    [InlineData("weights.a=x", "but was 'x'.")]
    [InlineData("=3", "Update '=3' has no key before '='.")]
    [InlineData("text.x=3", "Entry 'text.x' does not exist")]
    [InlineData("signed3=3", "Did you mean 'signed32'?")]
    public void AWrongTextIsRefusedInOneLine(string update, string? message)
    {
        if (message is null)
        {
            Assert.NotNull(Everything.Parse(update));
            return;
        }

        var error = Assert.Throws<ConfigException>(() => Everything.Parse(update)).Message;
        Assert.Contains(message, error);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("""{"signed32": 5, "Signed-8": "6"}""", "signed32", "5")]
    [InlineData("""{"float64": 5}""", "float64", "5.0")]
    [InlineData("""{"float64": "inf"}""", "float64", "\"Infinity\"")]
    [InlineData("""{"text": "null"}""", "text", "\"null\"")]
    [InlineData("""{"text": "'a'"}""", "text", "\"'a'\"")]
    [InlineData("""{"text": 5}""", "text", "\"5\"")]
    [InlineData("""{"no_text": null}""", "no_text", "null")]
    [InlineData("""{"ints": [1, 2,], /* comments */ }""", "ints", "[1,2]")]
    [InlineData("""{"access": "read, delete"}""", "access", "\"Read, Delete\"")]
    [InlineData("""{"access": 0}""", "access", "0")]
    [InlineData("""{"__doc__": {"x": 1}, "flag": true}""", "flag", "true")]
    public void JsonSetsAnEntry(string json, string key, string expected) => Assert.Equal(expected, Entry(Everything.FromJson(json), key));

    [Theory]
    [InlineData("""{"signed32": 5.0}""", "Entry 'signed32' must be an integer")]
    [InlineData("""{"signed32": true}""", "but was true.")]
    [InlineData("""{"text": null}""", "Entry 'text' must be a string, but was null.")]
    [InlineData("""{"text": {}}""", "but was {}.")]
    [InlineData("""{"ints": 5}""", "Entry 'ints' must be a list")]
    [InlineData("""{"ints": [null]}""", "but was [null].")]
    [InlineData("""{"weights": null}""", "Entry 'weights' must be a JSON object")]
    [InlineData("""{"weights": {"a": []}}""", "Entry 'weights' must be")]
    [InlineData("""{"signed": 5}""", "Entry 'signed' does not exist")]
    [InlineData("""[]""", "must contain a JSON object, but contains an array.")]
    [InlineData("{\n \"flag\": tru\n}", "is not valid JSON at line 2, column 13.")]
    public void WrongJsonIsRefusedInOneLine(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Everything.FromJson(json)).Message);

    private static string Entry(Everything config, string update)
    {
        using var json = JsonDocument.Parse(config.ToJson());
        var key = update.Split('=')[0].Trim().ToLowerInvariant().Split('.')[0];
        return JsonSerializer.Serialize(
            json.RootElement.GetProperty(key),
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
    }
}
