namespace OrleansML.Conformance.Redis;

/// <summary>What the reminder table in Redis promises to the reminder service.</summary>
public sealed class ReminderTableTests(RedisFixture fixture) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, 89, DateTimeKind.Utc);
    private readonly string _serviceId = RedisFixture.NewId();
    private RedisParts? _parts;
    private IReminderTable? _table;

    private IReminderTable Table => _table!;

    public async Task InitializeAsync()
    {
        _parts = RedisParts.Create(fixture.Server, RedisFixture.NewId(), _serviceId);
        _table = await _parts.GetReminderTableAsync();
    }

    public async Task DisposeAsync() => await _parts!.DisposeAsync();

    [Theory]
    [InlineData("nightly")]
    [InlineData("a/b \"c\", [d] (e)")]
    [InlineData("größer / 更大")]
    public async Task UpsertRow_New_IsReadBack(string name)
    {
        var grain = GrainId.Create("reminded", $"key/of {name}");

        var etag = await Table.UpsertRow(Entry(grain, name));

        var read = await Table.ReadRow(grain, name);
        Assert.NotNull(read);
        Assert.Equal(
            (grain, name, Start, TimeSpan.FromHours(1.5), etag),
            (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
    }

    [Fact]
    public async Task UpsertRow_IsThere_ReplacesItUnderANewEtag()
    {
        var grain = GrainId.Create("reminded", "replaced");
        var first = await Table.UpsertRow(Entry(grain, "x"));
        var changed = Entry(grain, "x");
        changed.Period = TimeSpan.FromDays(1);

        var second = await Table.UpsertRow(changed);

        Assert.NotEqual(first, second);
        var read = Assert.Single((await Table.ReadRows(grain)).Reminders);
        Assert.Equal((second, TimeSpan.FromDays(1)), (read.ETag, read.Period));
    }

    [Fact]
    public async Task RemoveRow_EtagIsStale_ReturnsFalseAndKeepsTheRow()
    {
        var grain = GrainId.Create("reminded", "stale");
        var first = await Table.UpsertRow(Entry(grain, "x"));
        var second = await Table.UpsertRow(Entry(grain, "x"));

        Assert.False(await Table.RemoveRow(grain, "x", first!));

        Assert.Equal(second, (await Table.ReadRow(grain, "x"))!.ETag);
    }

    [Fact]
    public async Task RemoveRow_EtagIsCurrent_RemovesThatRowAlone()
    {
        var grain = GrainId.Create("reminded", "removed");
        var etag = await Table.UpsertRow(Entry(grain, "x"));
        await Table.UpsertRow(Entry(grain, "xx"));

        Assert.True(await Table.RemoveRow(grain, "x", etag!));

        Assert.Null(await Table.ReadRow(grain, "x"));
        Assert.Equal("xx", Assert.Single((await Table.ReadRows(grain)).Reminders).ReminderName);
        Assert.False(await Table.RemoveRow(grain, "x", etag!));
    }

    [Fact]
    public async Task ReadRows_OfAGrain_GivesItsOwn()
    {
        var grain = GrainId.Create("reminded", "1");
        await Table.UpsertRow(Entry(grain, "b"));
        await Table.UpsertRow(Entry(grain, "a"));
        await Table.UpsertRow(Entry(GrainId.Create("reminded", "11"), "c"));

        Assert.Equal(["a", "b"], (await Table.ReadRows(grain)).Reminders.Select(row => row.ReminderName).Order());
        Assert.Empty((await Table.ReadRows(GrainId.Create("reminded", "none"))).Reminders);
    }

    [Fact]
    public async Task ReadRows_OfARange_GivesTheHashesAfterItsBeginUpToItsEnd()
    {
        var hashes = new List<uint>();
        for (var i = 0; i < 30; i++)
        {
            var grain = GrainId.Create("reminded", $"ranged-{i}");
            hashes.Add(grain.GetUniformHashCode());
            await Table.UpsertRow(Entry(grain, "x"));
        }

        hashes.Sort();
        (uint Begin, uint End)[] ranges =
        [
            (hashes[5], hashes[20]), (hashes[20], hashes[5]), (hashes[5] - 1, hashes[5]), (hashes[5], hashes[5]), (0, 0),
            (0, uint.MaxValue), (uint.MaxValue, 0), (hashes[29], hashes[0]), (0x7FFF_FFFF, 0x8000_0000),
        ];
        foreach (var (begin, end) in ranges)
        {
            var read = (await Table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId.GetUniformHashCode()).Order();

            Assert.Equal(hashes.Where(hash => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end), read);
        }
    }

    [Fact]
    public async Task ReadRows_MoreThanThousand_GivesThemAll()
    {
        var grain = GrainId.Create("reminded", "many");
        var names = Enumerable.Range(0, 2100).Select(i => $"{i:D4}").ToArray();
        await Task.WhenAll(names.Select(name => Table.UpsertRow(Entry(grain, name))));

        Assert.Equal(names, (await Table.ReadRows(grain)).Reminders.Select(row => row.ReminderName).Order());
        Assert.Equal(names, (await Table.ReadRows(0, 0)).Reminders.Select(row => row.ReminderName).Order());
    }

    [Fact]
    public async Task ReadRows_OfAnotherService_AreNotThere()
    {
        var grain = GrainId.Create("reminded", "secret");
        await Table.UpsertRow(Entry(grain, "x"));
        await using var otherService = RedisParts.Create(fixture.Server, RedisFixture.NewId(), RedisFixture.NewId());
        await using var otherCluster = RedisParts.Create(fixture.Server, RedisFixture.NewId(), _serviceId);

        Assert.Empty((await (await otherService.GetReminderTableAsync()).ReadRows(0, 0)).Reminders);

        // Reminders belong to the service: they outlive its clusters.
        Assert.Single((await (await otherCluster.GetReminderTableAsync()).ReadRows(grain)).Reminders);
    }

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = TimeSpan.FromHours(1.5) };
}
