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
    [InlineData("flag=maybe", "flag can't be 'maybe': it must be true or false")]
    [InlineData("signed8=128", "signed8 can't be '128': it must be an integer from -128 to 127")]
    [InlineData("unsigned8=-1", "unsigned8 can't be '-1': it must be an integer from 0 to 255")]
    [InlineData("signed32=1.0", "signed32 can't be '1.0': it must be an integer from -2147483648 to 2147483647")]
    [InlineData("signed32=1e3", "signed32 can't be '1e3': it must be an integer from")]
    [InlineData("signed32=1__0", "signed32 can't be '1__0'")]
    [InlineData("signed32=", "signed32 can't be ''")]
    [InlineData("signed32=null", "signed32 can't be 'null'")]
    [InlineData("unsigned64=18446744073709551616", "it must be an integer from 0 to 18446744073709551615")]
    [InlineData("float64=fast", "float64 can't be 'fast': it must be a number")]
    [InlineData("float64=1e999", "float64 can't be '1e999': it must be a number")]
    [InlineData("float64=1,5", "float64 can't be '1,5': it must be a number")]
    [InlineData("float16=65536", "float16 can't be '65536': it must be a number")]
    [InlineData("money=1e29", "money can't be '1e29': it must be a decimal number")]
    [InlineData("color=purple", "color can't be 'purple': it must be one of Red, DarkGreen, Blue, Azure")]
    [InlineData("color=red,blue", "color can't be 'red,blue'")]
    [InlineData("color=2", "color can't be '2'")]
    [InlineData("access=read,execute", "access can't be 'read,execute': it must be one of Read, Write, ReadWrite, Delete, All")]
    [InlineData("access=4", "access can't be '4'")]
    [InlineData("tiny=384", "tiny can't be '384': it must be one of Least, Zero, Most")]
    [InlineData("access=1,000x", "access can't be '1,000x'")]
    [InlineData("when=yesterday", "when can't be 'yesterday': it must be a date and time such as")]
    [InlineData("where=31.1.2026", "where can't be '31.1.2026': it must be a date and time with an offset such as")]
    [InlineData("how_long=30", "how_long can't be '30': it must be a duration such as 01:30:00")]
    [InlineData("id=1", "id can't be '1': it must be a GUID")]
    [InlineData("no_int=x", "no_int can't be 'x': it must be an integer from -2147483648 to 2147483647 or null")]
    [InlineData("ints=1,x", "ints can't be '1,x': it must be a list like [a, b], each item an integer from")]
    [InlineData("ints=null", "ints can't be 'null'")]
    [InlineData("no_texts=[a", null)]
    [InlineData("weights=3", "weights can't be '3': it must be a JSON object, each value a number")]
    [InlineData("weights={\"a\": \"x\"}", "weights can't be '{\"a\": \"x\"}'")]
    [InlineData("weights.a=x", "weights can't be 'x'")]
    [InlineData("=3", "'=3' has no key before the '='")]
    [InlineData("text.x=3", "there is no config entry 'text.x'")]
    [InlineData("signed3=3", "did you mean 'signed32'?")]
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
    [InlineData("""{"signed32": 5.0}""", "signed32 can't be 5.0: it must be an integer")]
    [InlineData("""{"signed32": true}""", "signed32 can't be true")]
    [InlineData("""{"text": null}""", "text can't be null: it must be a text")]
    [InlineData("""{"text": {}}""", "text can't be {}")]
    [InlineData("""{"ints": 5}""", "ints can't be 5: it must be a list")]
    [InlineData("""{"ints": [null]}""", "ints can't be [null]")]
    [InlineData("""{"weights": null}""", "weights can't be null: it must be a JSON object")]
    [InlineData("""{"weights": {"a": []}}""", "weights can't be")]
    [InlineData("""{"signed": 5}""", "there is no config entry 'signed'")]
    [InlineData("""[]""", "must hold a JSON object, not Array")]
    [InlineData("{\n \"flag\": tru\n}", "is not valid JSON: line 2, column 13")]
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
