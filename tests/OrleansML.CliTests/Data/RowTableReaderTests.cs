using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansML.Cli;
using OrleansML.Cli.Data;
using OrleansML.Testing;

namespace OrleansML.CliTests.Data;

public sealed class RowTableReaderTests
{
    [Fact]
    public async Task ReadCsv_QuotesCommasAndLineBreaks_KeepsCellsWhole()
    {
        // The cases of RFC 4180, section 2, rules 5 to 7.
        var table = await ReadAsync("name,\"note, long\"\r\n\"a \"\"quoted\"\" word\",\"two\r\nlines\"\r\nplain,\r\n");

        Assert.Equal(["name", "note, long"], table.Columns);
        Assert.Equal(["a \"quoted\" word", "two\r\nlines"], table.Rows[0]);
        Assert.Equal(["plain", ""], table.Rows[1]);
    }

    [Fact]
    public async Task ReadCsv_RowOfOtherLength_NamesLineAndBothCounts()
    {
        var exception = await Assert.ThrowsAsync<CliException>(() => ReadAsync("a,b\n1,2\n1,2,3\n"));

        Assert.Equal("'rows.csv' line 3 has 3 cells, the header has 2: quote cells that hold commas.", exception.Message);
    }

    [Theory]
    [InlineData("", "'rows.csv' is empty: a line with column names is expected first.")]
    [InlineData("a,b\n", "'rows.csv' has a header and no rows.")]
    public async Task ReadCsv_NoRows_SaysSo(string text, string expected)
    {
        var exception = await Assert.ThrowsAsync<CliException>(() => ReadAsync(text));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public async Task ReadCsv_RowLimit_ReadsNoFurther()
    {
        // The third row is broken, and is not looked at.
        var table = await RowTableReader.ReadCsvAsync("rows.csv", new StringReader("a,b\n1,2\n3,4\n5\n"), 2, CancellationToken.None);

        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public async Task ReadCsv_GzipWithByteOrderMark_ReadsBareNames()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("rows.csv.gz");
        await using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            await file.WriteAsync((byte[])[.. Encoding.UTF8.Preamble, .. "Month,Make\nDec,Honda\n"u8]);

        var table = await RowTableReader.ReadCsvAsync(path, null, CancellationToken.None);

        Assert.Equal(["Month", "Make"], table.Columns);
        Assert.Equal(["Dec", "Honda"], table.Rows[0]);
    }

    [Fact]
    public async Task ReadCsv_NotGzip_SaysThatItCannotBeRead()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("rows.csv.gz");
        await File.WriteAllTextAsync(path, "a,b\n1,2\n");

        var exception = await Assert.ThrowsAsync<CliException>(() => RowTableReader.ReadCsvAsync(path, null, CancellationToken.None));

        Assert.StartsWith($"'{path}' cannot be read: ", exception.Message);
    }

    [Fact]
    public void FromJson_Objects_BecomeRowsWithMissingMembersEmpty()
    {
        using var document = JsonDocument.Parse("""[{"age": 22.5, "sex": "male"}, {"sex": null, "alone": true}]""");

        var table = RowTableReader.FromJson("rows.json", document.RootElement, null);

        Assert.Equal(["age", "sex", "alone"], table.Columns);
        Assert.Equal(["22.5", "male", ""], table.Rows[0]);
        Assert.Equal(["", "", "true"], table.Rows[1]);
    }

    [Theory]
    [InlineData("[1]", "'rows.json' entry 0 is a JSON Number: each row must be an object such as {\"amount\": 12.5}.")]
    [InlineData("""[{"a": [1]}]""", "'rows.json' entry 0 has a JSON Array in 'a': a text, number or truth value is expected.")]
    [InlineData("[]", "'rows.json' holds no rows.")]
    public void FromJson_OtherContent_SaysWhatAndWhere(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        var exception = Assert.Throws<CliException>(() => RowTableReader.FromJson("rows.json", document.RootElement, null));

        Assert.Equal(expected, exception.Message);
    }

    private static Task<RowTable> ReadAsync(string text) =>
        RowTableReader.ReadCsvAsync("rows.csv", new StringReader(text), null, CancellationToken.None);
}
