using System.Globalization;
using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class FileEventSourceTests : IDisposable
{
    private const string Header = "card_id,amount,channel,pin,paid_at,payment_id\n";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_ManyFiles_IsInOrderOfTimeThenFileThenLine()
    {
        Write("b.csv", Header + "c1,1,web,1,30,b1\nc2,1,web,1,10,b2\nc3,1,web,1,20,b3\n");
        Write("a.csv", Header + "c1,1,web,1,20,a1\nc1,1,web,1,20,a2\n");
        Write("a[1].csv", Header + "c1,1,web,1,20,a[1]\n");

        var records = await ReadAsync("csv", "*.csv");

        Assert.Equal(["b2", "a1", "a2", "a[1]", "b3", "b1"], records.Select(record => record.Event!.Id));
        Assert.Equal(new FilePosition(new FeatureTime(20), _folder.File("a.csv"), 3), records[2].Position);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json_lines")]
    [InlineData("parquet")]
    public async Task ReadAsync_AfterAnyPosition_GivesTheRest(string format)
    {
        var payments = Enumerable.Range(0, 40).Select(number => new Payment($"c{number}", 1, Payment.Noon + number * 7 % 5, $"p{number}")).ToArray();
        WriteAll(format, "a.x", payments[..15]);
        WriteAll(format, "b.x", payments[15..25]);
        WriteAll(format, "c.x", payments[25..]);
        var all = await ReadAsync(format, "*.x");
        Assert.Equal(40, all.Count);

        for (var taken = 0; taken < all.Count; taken++)
            Assert.Equal(all.Skip(taken + 1).Select(record => record.Position), (await ReadAsync(format, "*.x", all[taken].Position)).Select(record => record.Position));
    }

    [Fact]
    public async Task ReadAsync_AfterAFileThatIsGone_GoesOnAtItsPlace()
    {
        Write("a.csv", Header + "c1,1,web,1,10,a1\nc1,1,web,1,20,a2\n");
        Write("b.csv", Header + "c1,1,web,1,10,b1\n");
        Write("c.csv", Header + "c1,1,web,1,10,c1\n");
        var all = await ReadAsync("csv", "*.csv");
        File.Delete(_folder.File("b.csv"));

        var rest = await ReadAsync("csv", "*.csv", all.Single(record => record.Event!.Id == "b1").Position);

        Assert.Equal(["c1", "a2"], rest.Select(record => record.Event!.Id));
    }

    [Fact]
    public async Task ReadAsync_PoisonLinesOfCsv_AreReportedWithFileAndLine()
    {
        Write("a.csv", Header + "c1,1,web,1,2026-01-01 00:00:00,ok1\nc2,x,web,1,5,bad\nc3,1,web\nc4,1,web,1,5,b,too much\nc5,1,\"we\nb\",1,5,quoted\nc6,1,web,99999,5,pin\n"
            + "c7,1,web,1,noon,time\nc8,1,we\"b,1,5,quote\n,1,web,1,5,nobody\r\nc9,,,,2026-01-01T00:00:00.000001Z,ok2");

        var records = await ReadAsync("csv", "*.csv");

        Assert.Equal(["ok1", "ok2"], records.Where(record => record.Event is not null).Select(record => record.Event!.Id));
        Assert.Equal(
            [
                new PoisonRecord(3, "c2", "amount", "'amount' must be of type double, and is another text."),
                new PoisonRecord(4, null, null, "the line has 3 values; the header has 6."),
                new PoisonRecord(5, null, null, "the line has 7 values; the header has 6."),
                new PoisonRecord(7, "c5", "channel", "'channel' is 'we\nb'; allowed are chip, web."),
                new PoisonRecord(8, "c6", "pin", "'pin' is masked; a number from 0 to 9999 is allowed."),
                new PoisonRecord(9, "c7", "paid_at", "'paid_at' must be a time, and is missing or something else."),
                new PoisonRecord(10, null, null, "the line has a quote within a text that is not quoted; double it and quote the text."),
                new PoisonRecord(11, null, "card_id", "key 'card_id' has no value."),
            ],
            records.Select(record => record.Poison).OfType<PoisonRecord>().OrderBy(poison => poison.Number));
        Assert.All(records, record => Assert.Equal(_folder.File("a.csv"), record.Position.File));
        // 2026-01-01T00:00:00Z, by date(1)
        Assert.Equal(1_767_225_600_000_001, records[^1].Event!.EventTime!.Value.Microseconds);
    }

    [Theory]
    [InlineData("c1,a,1\nc2,b,\"2\nc3,c,3\n\nc4,d,4\n")]
    [InlineData("c1,a,1\r\nc2,\"b,2\r\nc3,c,3")]
    [InlineData("c1,a,1\nc2,\"b\"\",2\nc3,c,3\n")]
    [InlineData("c1,a,1\n\"c2,b,2")]
    public async Task ReadAsync_QuoteThatIsNeverClosedInCsv_IsPoisonOfTheLineThatOpensIt(string lines)
    {
        Write("a.csv", "card_id,text,paid_at\n" + lines);
        var view = SampleSources.View(
            $"kind: files\nmode: pushed\npath: {_folder.File("a.csv")}\nformat: csv", fields: "    event_time: paid_at\n    fields: { text: { type: string } }");

        var records = await ToListAsync(SampleSources.Create(view).Files!.ReadAsync());

        Assert.Equal(
            [new PoisonRecord(3, null, null, "a quote on the line is never closed, so that nothing after it can be told apart; close it.")],
            records.Select(record => record.Poison).OfType<PoisonRecord>());
        Assert.Equal("c1", Assert.Single(records, record => record.Event is not null).Event!.Entity);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json_lines")]
    public async Task ReadAsync_GzipThatIsCutShort_IsRefusedWithItsName(string format)
    {
        var whole = new MemoryStream();
        await using (var zip = new GZipStream(whole, CompressionLevel.Optimal, leaveOpen: true))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(format == "csv" ? Header + "c1,1,web,1,20,a1\nc1,1,web,1,20,a2\n" : new Payment("c1", 1, 5, "p1").Json + "\n"));
        await File.WriteAllBytesAsync(_folder.File("a.gz"), whole.ToArray());
        Assert.NotEmpty(await ReadAsync(format, "*.gz"));
        await File.WriteAllBytesAsync(_folder.File("a.gz"), whole.ToArray()[..^9]);

        var failure = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(format, "*.gz"));

        Assert.Equal(SourceFailure.Unreachable, failure.Failure);
        Assert.Contains($"the file '{_folder.File("a.gz")}' cannot be read to its end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_TimeOfManyDigits_IsCutNotRounded()
    {
        Write("a.csv", Header + "c1,1,web,1,2026-01-01T00:00:00.999999999Z,p1\n");

        Assert.Equal(1_767_225_600_999_999, (await ReadAsync("csv", "*.csv"))[0].Event!.EventTime!.Value.Microseconds);
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMark_IsNoPartOfTheFirstRecord()
    {
        Write("a.jsonl", "\uFEFF" + new Payment("c1", 1, 5, "p1").Json);
        Write("a.csv", "\uFEFF" + Header + "c1,1,web,1,5,p1\n");

        Assert.Equal("p1", Assert.Single(await ReadAsync("json_lines", "*.jsonl")).Event!.Id);
        Assert.Equal("p1", Assert.Single(await ReadAsync("csv", "*.csv")).Event!.Id);
    }

    [Theory]
    [InlineData("TIMESTAMP 'infinity'")]
    [InlineData("TIMESTAMP '20000-01-01'")]
    [InlineData("DATE '-infinity'")]
    [InlineData("DATE '20000-01-01'")]
    public async Task ReadAsync_ParquetWithTimesOutOfRange_ReportsThemBesideTheOthers(string time)
    {
        WriteParquet("a.parquet", $"SELECT 'c' || i AS card_id, i AS paid_at, CASE i WHEN 1 THEN {time} END AS seen FROM range(3) t(i)");
        var view = SampleSources.View(
            $"kind: files\nmode: pushed\npath: {_folder.File("a.parquet")}\nformat: parquet", fields: "    event_time: paid_at\n    fields: { seen: { type: timestamp } }");

        var records = await ToListAsync(SampleSources.Create(view).Files!.ReadAsync());

        Assert.Equal(["c0", "c2"], records.Select(record => record.Event).OfType<FeatureEvent>().Select(made => made.Entity));
        Assert.Equal(new PoisonRecord(2, "c1", "seen", "'seen' does not fit into type timestamp."), records[1].Poison);
    }

    [Fact]
    public async Task ReadAsync_PoisonLinesOfJson_AreReportedWithFileAndLine()
    {
        var good = new Payment("c1", 1, 5, "p1").Json;
        Write("a.jsonl", $"{good}\n\nno json\n{new Payment("c2", 1001, 5, "p2").Json}\n{{\"card_id\":\"{new string('x', 70_000)}\"}}\n{{\"card_id\":\"{new string('x', 200_000)}\"}}\r\n{good}");
        File.AppendAllBytes(_folder.File("a.jsonl"), [.. "\n{\"card_id\":\""u8, 0xff, .. "\"}"u8]);

        var records = await ReadAsync("json_lines", "*.jsonl");

        Assert.Equal([1L, 7], records.Where(record => record.Event is not null).Select(record => record.Position.Number));
        Assert.Equal(
            [
                new PoisonRecord(3, null, null, "the record is not one JSON object with the expected nesting, at byte 1."),
                new PoisonRecord(4, "c2", "amount", "'amount' is '1001'; a number from 0 to 1000 is allowed."),
                new PoisonRecord(5, null, null, "the line has more than 65536 bytes."),
                new PoisonRecord(6, null, null, "the line has more than 65536 bytes."),
                new PoisonRecord(8, null, null, "the record holds text that is not UTF-8, before byte 15."),
            ],
            records.Select(record => record.Poison).OfType<PoisonRecord>().OrderBy(poison => poison.Number));
    }

    [Fact]
    public async Task ReadAsync_ParquetOfOtherTypes_ReadsWhatFitsAndReportsTheRest()
    {
        WriteParquet("a.parquet", """
            SELECT 'c' || i AS card_id, (i * 500)::DECIMAL(10, 2) AS amount, 'web' AS channel, i::UTINYINT AS pin, i::BIGINT AS paid_at, i::BIGINT AS payment_id
            FROM range(4) t(i)
            """);
        WriteParquet("b.parquet", """
            SELECT 'd' AS card_id, 1.5::FLOAT AS amount, NULL AS channel, 5000000000 AS pin, DATE '2026-01-01' AS paid_at, uuid() AS payment_id
            """);

        var records = await ReadAsync("parquet", "*.parquet");

        Assert.Equal(["0", "1", "2"], records.Where(record => record.Event is not null).Select(record => record.Event!.Id));
        Assert.Equal(FeatureValue.Of(500.0), records[1].Event!.Fields[0].Value);
        Assert.Equal(
            [
                new PoisonRecord(4, "c3", "amount", "'amount' is '1500'; a number from 0 to 1000 is allowed."),
                new PoisonRecord(1, "d", "pin", "'pin' must be of type int, and is another text."),
            ],
            records.Select(record => record.Poison).OfType<PoisonRecord>());
        Assert.Equal(1_767_225_600_000_000, records[^1].Position.EventTime.Microseconds);
    }

    [Theory]
    [InlineData("csv", "card_id,amount\n", SourceFailure.Misconfigured, "has no column 'channel', only card_id, amount")]
    [InlineData("csv", "card_id,amount,amount,channel,pin,paid_at,payment_id\n", SourceFailure.Misconfigured, "has the column 'amount' twice")]
    [InlineData("csv", "", SourceFailure.Misconfigured, "has no column 'card_id'")]
    [InlineData("parquet", "PAR0 or so", SourceFailure.Lying, "DuckDB cannot read the files (Invalid Input Error)")]
    [InlineData("csv", null, SourceFailure.Unreachable, "*.x' ('path')")]
    public async Task ReadAsync_FileThatIsNone_SaysWhich(string format, string? content, SourceFailure kind, string what)
    {
        if (content is not null)
            Write("a.x", content);

        var failure = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(format, "*.x"));

        Assert.Equal(kind, failure.Failure);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_QuoteThatIsNeverClosed_FailsInBoundedMemory()
    {
        Write("a.csv", Header + "c1,1,\"web,1,5,p\n" + string.Concat(Enumerable.Repeat("c2,1,web,1,5,p\n", 100_000)));

        var failure = await Assert.ThrowsAsync<SourceException>(() => ReadAsync("csv", "*.csv"));

        Assert.Equal(SourceFailure.Lying, failure.Failure);
        Assert.Contains("Look for a quote that is never closed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FileAppearsLater_IsFoundByTheSameSource()
    {
        var source = Open("csv", "*.csv");
        await Assert.ThrowsAsync<SourceException>(() => ToListAsync(source.ReadAsync()));

        Write("a.csv", Header + "c1,1,web,1,20,a1\n");

        Assert.Single(await ToListAsync(source.ReadAsync()));
    }

    [Fact]
    public async Task ReadAsync_Cancelled_EndsAtOnce()
    {
        WriteParquet("a.parquet", "SELECT 'c' AS card_id, 1::DOUBLE AS amount, 'web' AS channel, 1 AS pin, (i * 7919) % 1000 AS paid_at, i AS payment_id FROM range(5000000) t(i)");
        using var cancellation = new CancellationTokenSource();
        var reading = ToListAsync(Open("parquet", "*.parquet").ReadAsync(null, cancellation.Token));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task ReadAsync_MoreThanTheMemory_IsSortedOnDisk()
    {
        const int Count = 400_000;
        var padding = new string('x', 300);
        await using (var writer = new StreamWriter(_folder.File("a.csv")))
        {
            await writer.WriteAsync("card_id,text,paid_at\n");
            for (var number = 0; number < Count; number++)
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"c{number},{padding}{number},{(number * 7_919L) % Count}\n"));
        }

        var view = SampleSources.View(
            $"kind: files\nmode: pushed\npath: {_folder.File("a.csv")}\nformat: csv", fields: "    event_time: paid_at\n    fields: { text: { type: string } }");
        using var spill = new TemporaryDirectory();
        var files = SourceFactory.Create(view, view.Sources[0], new KnownSecrets(), TimeProvider.System, new FileReadingOptions { MemoryBytes = 64 << 20, Threads = 1, SpillFolder = spill.Path }).Files!;
        var expected = 0L;
        await foreach (var record in files.ReadAsync())
            Assert.Equal(expected++, record.Event!.EventTime!.Value.Microseconds);

        Assert.Equal(Count, expected);
        await Eventually.HoldsAsync(() => !Directory.EnumerateFileSystemEntries(spill.Path).Any(), "the reading removed its folder");
    }

    // DuckDB names its files alike in every database: in one folder, one reading would overwrite the other's.
    [Fact]
    public async Task ReadAsync_TwoAtOnceInOneSpillFolder_DoNotMix()
    {
        const int Count = 250_000;
        using var spill = new TemporaryDirectory();
        var readings = Enumerable.Range(0, 2).Select(async reading =>
        {
            var name = $"{reading}.csv";
            var padding = new string((char)('a' + reading), 300);
            await using (var writer = new StreamWriter(_folder.File(name)))
            {
                await writer.WriteAsync("card_id,text,paid_at\n");
                for (var number = 0; number < Count; number++)
                    await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"c,{padding}{number},{(number * 7_919L) % Count}\n"));
            }

            var view = SampleSources.View(
                $"kind: files\nmode: pushed\npath: {_folder.File(name)}\nformat: csv", fields: "    event_time: paid_at\n    fields: { text: { type: string } }");
            var files = SourceFactory.Create(view, view.Sources[0], new KnownSecrets(), TimeProvider.System, new FileReadingOptions { MemoryBytes = 64 << 20, Threads = 1, SpillFolder = spill.Path }).Files!;
            var expected = 0L;
            await foreach (var record in files.ReadAsync())
            {
                Assert.Equal(expected++, record.Event!.EventTime!.Value.Microseconds);
                Assert.StartsWith(padding, record.Event.Fields[0].Value.ToString(), StringComparison.Ordinal);
            }

            Assert.Equal(Count, expected);
        });
        await Task.WhenAll(readings);
    }

    [SharedDataFact]
    public async Task ReadAsync_TaxiFiles_GivesEveryRideInOrder()
    {
        var view = SampleSources.View(
            $"kind: files\nmode: pushed\npath: {SharedData.PathOf("nyc-taxi", "*.csv.gz")}\nformat: csv", "vendor_id: int",
            "    event_time: pickup_datetime\n    fields: { trip_distance: { type: double }, congestion_surcharge: { type: double } }");

        var records = await ToListAsync(SampleSources.Create(view).Files!.ReadAsync());

        var lines = Lines().ToList();
        Assert.Equal(lines.Count, records.Count);
        // Rides of which the vendor did not tell its id.
        Assert.Equal(lines.Count(line => line[0] == ','), records.Count(record => record.Poison?.Reason == "key 'vendor_id' has no value."));
        Assert.DoesNotContain(records, record => record.Poison is not null && record.Poison.Field != "vendor_id");
        Assert.Equal(records.Select(record => record.Position.EventTime).Order(), records.Select(record => record.Position.EventTime));
    }

    private static IEnumerable<string> Lines()
    {
        foreach (var file in Directory.GetFiles(SharedData.PathOf("nyc-taxi"), "*.csv.gz"))
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            text.ReadLine();
            while (text.ReadLine() is { } line)
                yield return line;
        }
    }

    private FileEventSource Open(string format, string pattern) =>
        SampleSources.Create(SampleSources.View($"kind: files\nmode: pushed\npath: {_folder.File(pattern)}\nformat: {format}")).Files!;

    private Task<List<FileRecord>> ReadAsync(string format, string pattern, FilePosition? after = null) => ToListAsync(Open(format, pattern).ReadAsync(after));

    private static async Task<List<FileRecord>> ToListAsync(IAsyncEnumerable<FileRecord> records)
    {
        var list = new List<FileRecord>();
        await foreach (var record in records)
            list.Add(record);
        return list;
    }

    private void Write(string name, string content) => File.WriteAllText(_folder.File(name), content, new UTF8Encoding(false));

    private void WriteAll(string format, string name, Payment[] payments)
    {
        switch (format)
        {
            case "csv":
                Write(name, Header + string.Join('\n', payments.Select(payment => payment.Csv)));
                break;
            case "json_lines":
                Write(name, string.Join('\n', payments.Select(payment => payment.Json)));
                break;
            default:
                WriteParquet(name, string.Join(" UNION ALL ", payments.Select(payment => FormattableString.Invariant(
                    $"SELECT '{payment.Card}' AS card_id, {payment.Amount}::DOUBLE AS amount, 'web' AS channel, {payment.Pin} AS pin, make_timestamp({payment.PaidAt}) AS paid_at, '{payment.Id}' AS payment_id"))));
                break;
        }
    }

    private void WriteParquet(string name, string select)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{_folder.File(name)}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }
}
