using System.Buffers;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;
using Xunit;

namespace OrleansML.LearningTests.Features.Windows;

public sealed class WindowStateTests
{
    private const string AmountAndShop = "amount: { type: double }\nshop: { type: string }";

    [Fact]
    public void Read_AnHourByTenMinutes_CoversChrononsExample()
    {
        // Chronon's GroupBy.md: at 2:27 a window of 1 h with hops of 10 min covers 1:20 to 2:27.
        var state = State("n: { field: amount, aggregate: count, length: 1h, hop: 10m }");
        foreach (var time in (string[])["1:19:59.999999", "1:20:00", "2:00:00", "2:27:00"])
            Add(state, time, "2:27:00", 1);
        Add(state, "2:27:00.000001", "2:27:00", 1);

        Assert.Equal(FeatureValue.Of(3L), state.Read(0, At("2:27:00")));
        Assert.Equal(FeatureValue.Of(4L), state.Read(0, At("2:27:00.000001")));
        // From 2:30 on the far end is 1:30.
        Assert.Equal(FeatureValue.Of(4L), state.Read(0, At("2:29:59.999999")));
        Assert.Equal(FeatureValue.Of(3L), state.Read(0, At("2:30:00")));
        Assert.Equal(FeatureValue.Of(0L), state.Read(0, At("4:00:00")));
    }

    [Fact]
    public void Read_TilesOfDifferentSize_AveragesEventsAndNotTiles()
    {
        // Feast's tiling.md: tiles {10, 20, 30} and {100} average 40, not 60.
        var state = State("m: { field: amount, aggregate: mean, length: 1h, hop: 10m }");
        foreach (var value in (double[])[10, 20, 30])
            Add(state, "1:05:00", "1:30:00", value);
        Add(state, "1:15:00", "1:30:00", 100);

        Assert.Equal(FeatureValue.Of(40.0), state.Read(0, At("1:30:00")));
    }

    [Fact]
    public void Read_TextEvents_KnowsTheLastWhateverTheArrival()
    {
        var state = State("l: { field: shop, aggregate: last, length: 1h, hop: 10m }\nd: { field: shop, aggregate: distinct, length: 1h, hop: 10m }");
        AddShop(state, "1:25:00", "C");
        AddShop(state, "1:05:00", "B");
        AddShop(state, "1:24:59", "A");
        AddShop(state, "1:24:59", "B");

        Assert.Equal(FeatureValue.Of(3L), Named(state, "d", "1:30:00"));
        Assert.Equal(FeatureValue.Of("C"), Named(state, "l", "1:30:00"));
    }

    [Fact]
    public void Read_Last_TiesGoToTheLaterCreatedThenTheGreater()
    {
        var state = State("l: { field: amount, aggregate: last, length: 1h, hop: 10m }");
        AddCreated(state, "1:00:00", "1:00:05", 1);
        AddCreated(state, "1:00:00", "1:00:04", 9);
        Assert.Equal(FeatureValue.Of(1.0), state.Read(0, At("1:30:00")));

        AddCreated(state, "1:00:00", "1:00:05", 3);
        AddCreated(state, "1:00:00", "1:00:05", 2);
        Assert.Equal(FeatureValue.Of(3.0), state.Read(0, At("1:30:00")));
    }

    public static TheoryData<string, FeatureValue, FeatureValue> EveryType => new()
    {
        { "bool", FeatureValue.Of(true), FeatureValue.Of(false) },
        { "int", FeatureValue.Of(-5), FeatureValue.Of(7) },
        { "long", FeatureValue.Of(long.MaxValue), FeatureValue.Of(long.MinValue) },
        { "float", FeatureValue.Of(0.1f), FeatureValue.Of(-3e38f) },
        { "double", FeatureValue.Of(0.1), FeatureValue.Of(-1e300) },
        { "string", FeatureValue.Of("a"), FeatureValue.Of("") },
        { "timestamp", FeatureValue.Of(At("1:00:00")), FeatureValue.Of(At("0:00:00")) },
    };

    [Theory]
    [MemberData(nameof(EveryType))]
    public void Read_LastAndDistinct_WorkForEveryType(string type, FeatureValue first, FeatureValue second)
    {
        var plan = WindowPlan.Create(SampleViews.Pushed(
            $"x: {{ type: {type} }}", "d: { field: x, aggregate: distinct, length: 1h }\nl: { field: x, aggregate: last, length: 1h }"));
        var state = new WindowState(plan);
        foreach (var (time, value) in (ReadOnlySpan<(string, FeatureValue)>)[("1:00:00", first), ("1:20:00", second), ("1:10:00", first)])
            state.Add(new WindowEvent { EventTime = At(time), CreatedTime = At(time), Values = [value] }, At("1:30:00"));
        var read = WindowState.ReadFrom(plan, Write(state, "1:30:00"));

        Assert.Equal((FeatureValue.Of(2L), second), (Named(read, "d", "1:30:00"), Named(read, "l", "1:30:00")));
        Assert.Equal(WindowOutcome.WithoutEffect, state.Add(new WindowEvent { EventTime = At("1:30:00"), CreatedTime = At("1:30:00"), Values = [default] }, At("1:30:00")));
    }

    [Fact]
    public void Read_NoEvents_IsZeroOrMissing()
    {
        var state = State(
            """
            a_count: { field: amount, aggregate: count, length: 1h }
            b_sum: { field: amount, aggregate: sum, length: 1h }
            c_distinct: { field: amount, aggregate: distinct, length: 1h }
            d_mean: { field: amount, aggregate: mean, length: 1h }
            e_min: { field: amount, aggregate: min, length: 1h }
            f_max: { field: amount, aggregate: max, length: 1h }
            g_std: { field: amount, aggregate: std, length: 1h }
            h_last: { field: amount, aggregate: last, length: 1h }
            """);

        Assert.Equal(
            [FeatureValue.Of(0L), FeatureValue.Of(0.0), FeatureValue.Of(0L), default, default, default, default, default],
            Enumerable.Range(0, 8).Select(window => state.Read(window, At("1:00:00"))));
    }

    [Fact]
    public void Read_Std_IsThePopulationsAndSurvivesALargeMean()
    {
        // 4, 7, 13, 16 around 10^9: squared differences 36 + 9 + 9 + 36 = 90; 90 / 4 = 22.5. A textbook sum of squares loses all digits here.
        var state = State("s: { field: amount, aggregate: std, length: 1h, hop: 10m }");
        foreach (var (time, value) in (ReadOnlySpan<(string, double)>)[("1:01:00", 4), ("1:11:00", 7), ("1:21:00", 13), ("1:02:00", 16)])
            Add(state, time, "1:30:00", value + 1e9);

        state.Read(0, At("1:30:00")).TryGetNumber(out var deviation);
        Assert.Equal(Math.Sqrt(22.5), deviation, 9);
    }

    [Fact]
    public void Read_Sum_IsExactWhereDoublesAreNot()
    {
        var state = State("s: { field: amount, aggregate: sum, length: 1h, hop: 10m }");
        foreach (var (time, value) in (ReadOnlySpan<(string, double)>)[("1:01:00", 1e16), ("1:11:00", 1), ("1:12:00", 1), ("1:21:00", -1e16), ("1:22:00", 0.1)])
            Add(state, time, "1:30:00", value);

        Assert.Equal(FeatureValue.Of(2.1), state.Read(0, At("1:30:00")));
    }

    [Fact]
    public void Add_RepeatedId_CountsOnceWithinTheBound()
    {
        var state = State("n: { field: amount, aggregate: count, length: 12h }", lateness: "30m");

        Assert.Equal(WindowOutcome.Counted, Add(state, "1:00:00", "1:00:00", 1, id: 7));
        Assert.Equal(WindowOutcome.Duplicate, Add(state, "1:00:00", "1:30:00", 1, id: 7));
        Assert.Equal(WindowOutcome.Counted, Add(state, "1:00:00", "1:30:00", 1, id: 8));
        Assert.Equal(FeatureValue.Of(2L), state.Read(0, At("1:30:00")));
        // The bound counts from the first arrival; after it the same id is new.
        Assert.Equal(WindowOutcome.Counted, Add(state, "1:00:00", "1:30:00.000001", 1, id: 7));
    }

    [Fact]
    public void Add_LateEvents_AreDroppedAndCountedBeyondTheBound()
    {
        var state = State("n: { field: amount, aggregate: count, length: 1h, hop: 10m }", lateness: "30m");

        // At 3:05 the window begins at 2:00.
        Assert.Equal(WindowOutcome.Counted, Add(state, "2:00:00", "3:05:00", 1));
        Assert.Equal(WindowOutcome.WithoutEffect, Add(state, "1:59:59.999999", "3:05:00", 1));
        Assert.Equal(WindowOutcome.WithoutEffect, Add(state, "1:30:00", "3:05:00", 1));
        Assert.Equal(WindowOutcome.TooOld, Add(state, "1:29:59.999999", "3:05:00", 1));
        Assert.Equal((1, FeatureValue.Of(1L)), (state.DroppedEvents, state.Read(0, At("3:05:00"))));
    }

    [Fact]
    public void Add_AheadOfClock_WaitsForItsTimeOrIsDropped()
    {
        var state = State("n: { field: amount, aggregate: count, length: 1h, hop: 10m }");

        Assert.Equal(WindowOutcome.Pending, Add(state, "1:01:00", "1:00:00", 1));
        Assert.Equal(WindowOutcome.AheadOfClock, Add(state, "1:01:00.000001", "1:00:00", 1));
        Assert.Equal(FeatureValue.Of(0L), state.Read(0, At("1:00:59.999999")));
        Assert.Equal(FeatureValue.Of(1L), state.Read(0, At("1:01:00")));
        Assert.Equal(1, state.DroppedEvents);
    }

    [Fact]
    public void Read_WhileEventsFallDue_ChangesNoBitOfLaterReads()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var (read, unread) = (State("s: { field: amount, aggregate: std, length: 1h }"), State("s: { field: amount, aggregate: std, length: 1h }"));
            foreach (var time in (string[])["1:00:30", "1:00:20", "1:00:10"])
            {
                var value = random.NextDouble();
                Assert.Equal(WindowOutcome.Pending, Add(read, time, "1:00:00", value));
                Assert.Equal(WindowOutcome.Pending, Add(unread, time, "1:00:00", value));
            }

            read.Read(0, At("1:00:15"));
            read.Read(0, At("1:00:25"));
            Assert.Equal(unread.Read(0, At("1:00:40")), read.Read(0, At("1:00:40")));
        }
    }

    [Fact]
    public void Read_ClockGoesBack_StaysAtTheLatestTime()
    {
        var state = State("n: { field: amount, aggregate: count, length: 1h, hop: 10m }");
        Add(state, "1:00:00", "1:00:00", 1);

        Assert.Equal(FeatureValue.Of(1L), state.Read(0, At("0:30:00")));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Add_NonFiniteValue_HasNoEffect(double value)
    {
        var state = State("s: { field: amount, aggregate: sum, length: 1h }");

        Assert.Equal(WindowOutcome.WithoutEffect, Add(state, "1:00:00", "1:00:00", value));
        Assert.Equal(FeatureValue.Of(0.0), state.Read(0, At("1:00:00")));
    }

    [Fact]
    public void Read_OverflowingSum_IsMissing()
    {
        var state = State("s: { field: amount, aggregate: sum, length: 1h }");
        Add(state, "1:00:00", "1:00:00", 1.5e308);
        Add(state, "1:00:00", "1:00:00", 1.5e308);

        Assert.Equal(FeatureValue.Missing, state.Read(0, At("1:00:00")));
    }

    [Fact]
    public void MoveTo_ChangedPlan_KeepsTilesOfUnchangedWindows()
    {
        const string Kept = "n: { field: amount, aggregate: count, length: 1h, hop: 10m }";
        var state = State(Kept);
        Add(state, "1:00:00", "1:00:00", 1, id: 5);
        Add(state, "1:00:30", "1:00:00", 1);
        var next = WindowPlan.Create(SampleViews.Pushed(
            "a_first: { type: int }\n" + AmountAndShop, Kept + "\nm: { field: amount, aggregate: max, length: 2h, hop: 20m }"));
        var moved = state.MoveTo(next);

        Assert.Equal(FeatureValue.Of(2L), Named(moved, "n", "1:01:00"));
        // The event that was pending reaches the new window as well, those before it do not.
        Assert.Equal(FeatureValue.Of(1.0), Named(moved, "m", "1:01:00"));
        FeatureValue[] values = [default, FeatureValue.Of(3.0), default];
        Assert.Equal(WindowOutcome.Duplicate, moved.Add(new WindowEvent { EventTime = At("1:01:00"), CreatedTime = At("1:01:00"), Id = 5, Values = values }, At("1:01:00")));
    }

    [Fact]
    public void ReadFrom_OtherPlanOrDamage_IsRefused()
    {
        var state = State("d: { field: shop, aggregate: distinct, length: 1h }\nl: { field: shop, aggregate: last, length: 1h }");
        AddShop(state, "1:00:00", "A");
        AddShop(state, "1:06:00", "B");
        Add(state, "1:30:30", "1:30:00", 1, id: 3);
        var data = Write(state, "1:30:00");

        Assert.Equal(FeatureValue.Of(2L), Named(WindowState.ReadFrom(state.Plan, data), "d", "1:30:00"));
        for (var length = 0; length < data.Length; length++)
            Assert.Throws<InvalidDataException>(() => WindowState.ReadFrom(state.Plan, data.AsSpan(0, length)));
        Assert.StartsWith(
            "The fingerprint of the windows is ",
            Assert.Throws<InvalidDataException>(() => WindowState.ReadFrom(State("n: { field: amount, aggregate: count, length: 1h }").Plan, data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFrom_RandomDamage_IsRefusedOrStillAState()
    {
        var state = State("d: { field: shop, aggregate: distinct, length: 1h }\nl: { field: shop, aggregate: last, length: 1h }\ns: { field: amount, aggregate: std, length: 1h }");
        for (var minute = 0; minute < 20; minute++)
        {
            AddShop(state, $"1:{minute:00}:00", $"shop {minute % 7}");
            Add(state, $"1:{minute:00}:00", "1:30:00", minute, id: (ulong)minute + 1);
        }

        var data = Write(state, "1:30:00");
        var random = new Random(9);
        var refused = 0;
        for (var trial = 0; trial < 20_000; trial++)
        {
            var damaged = data.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var read = WindowState.ReadFrom(state.Plan, damaged);
                for (var window = 0; window < 3; window++)
                    read.Read(window, At("1:31:00"));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 19_999);
    }

    [Fact]
    public void WriteTo_ThreeWindows_StaysSmall()
    {
        // Three windows over one field; an entity with one event in the hour, and one with an event every minute of it (12 tiles).
        const string Windows =
            """
            c: { field: amount, aggregate: count, length: 1h, hop: 5m }
            m: { field: amount, aggregate: max, length: 1h, hop: 5m }
            s: { field: amount, aggregate: sum, length: 1h, hop: 5m }
            """;
        var idle = State(Windows);
        Add(idle, "1:00:00", "1:00:00", 12.5);
        var busy = State(Windows);
        for (var minute = 0; minute < 60; minute++)
            Add(busy, $"1:{minute:00}:00", $"1:{minute:00}:00", 12.5);

        Assert.InRange(Write(idle, "1:00:00").Length, 1, 40);
        Assert.InRange(Write(busy, "1:59:00").Length, 1, 40 + (12 * 10));
    }

    [Fact]
    public void Add_NumericEventIntoAKnownTile_AllocatesNothing()
    {
        var state = State("s: { field: amount, aggregate: sum, length: 1h }\nx: { field: amount, aggregate: max, length: 1h }");
        FeatureValue[] values = [FeatureValue.Of(1.0), default];
        var time = At("1:00:00");
        AddMany(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddMany(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(FeatureValue.Of(1010.0), state.Read(0, time));

        void AddMany(int count)
        {
            for (var index = 0; index < count; index++)
                state.Add(new WindowEvent { EventTime = time, CreatedTime = time, Values = values }, time);
        }
    }

    private static WindowState State(string windows, string lateness = "1h") =>
        new(WindowPlan.Create(SampleViews.Pushed(AmountAndShop, windows, lateness)));

    private static FeatureTime At(string time) => new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    private static WindowOutcome Add(WindowState state, string eventTime, string now, double value, ulong id = 0) =>
        state.Add(new WindowEvent { EventTime = At(eventTime), CreatedTime = At(now), Id = id, Values = [FeatureValue.Of(value), default] }, At(now));

    private static void AddCreated(WindowState state, string eventTime, string created, double value) =>
        state.Add(new WindowEvent { EventTime = At(eventTime), CreatedTime = At(created), Values = [FeatureValue.Of(value), default] }, At("1:30:00"));

    private static void AddShop(WindowState state, string eventTime, string shop) =>
        state.Add(new WindowEvent { EventTime = At(eventTime), CreatedTime = At("1:30:00"), Values = [default, FeatureValue.Of(shop)] }, At("1:30:00"));

    private static FeatureValue Named(WindowState state, string window, string now) => state.Read(state.Plan.Names.ToList().IndexOf(window), At(now));

    private static byte[] Write(WindowState state, string now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        state.WriteTo(buffer, At(now));
        return buffer.WrittenSpan.ToArray();
    }
}
