using System.Buffers;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;
using Xunit;

namespace OrleansML.LearningTests.Features.Windows;

/// <summary>Random streams with late, early, repeated and disordered events: every window equals its recomputation over a plain list.</summary>
public sealed class WindowPropertyTests
{
    private const int Streams = 10_000;
    private const int EventsPerStream = 40;

    private static readonly FeatureView View = SampleViews.Pushed(
        "amount: { type: double }\nshop: { type: string }",
        """
        count_1m: { field: amount, aggregate: count, length: 1m, hop: 5s }
        sum_1m: { field: amount, aggregate: sum, length: 1m, hop: 5s }
        sum_3m: { field: amount, aggregate: sum, length: 3m, hop: 5s }
        mean_1m: { field: amount, aggregate: mean, length: 1m, hop: 20s }
        min_1m: { field: amount, aggregate: min, length: 1m, hop: 5s }
        max_3m: { field: amount, aggregate: max, length: 3m, hop: 20s }
        std_3m: { field: amount, aggregate: std, length: 3m, hop: 5s }
        last_1m: { field: amount, aggregate: last, length: 1m, hop: 5s }
        distinct_3m: { field: amount, aggregate: distinct, length: 3m, hop: 20s }
        last_shop: { field: shop, aggregate: last, length: 1m, hop: 20s }
        shops_3m: { field: shop, aggregate: distinct, length: 3m, hop: 20s, precision: 10 }
        shop_count: { field: shop, aggregate: count, length: 20s, hop: 20s }
        """,
        lateness: "30s");

    private static readonly WindowPlan Plan = WindowPlan.Create(View);

    [Fact]
    public void Read_RandomStreams_EqualsRecomputation()
    {
        var random = new Random(20_260);
        var reads = 0;
        for (var stream = 0; stream < Streams; stream++)
        {
            var state = new WindowState(Plan);
            var naive = new NaiveWindows(View);
            var now = random.NextInt64(-1_000_000_000_000, 1_800_000_000_000_000);
            for (var step = 0; step < EventsPerStream; step++)
            {
                now += random.NextInt64(-200_000, 6_000_000);
                AddEvent(random, state, naive, now);
                if (random.Next(20) == 0)
                    state = Reload(state, now);
                if (random.Next(4) != 0)
                    continue;

                var window = random.Next(View.Windows.Count);
                reads++;
                Check(stream, View.Windows[window], naive.Read(View.Windows[window], now), state.Read(window, new FeatureTime(now)));
            }

            for (var window = 0; window < View.Windows.Count; window++)
                Check(stream, View.Windows[window], naive.Read(View.Windows[window], now), state.Read(window, new FeatureTime(now)));
        }

        Assert.InRange(reads, 80_000, 120_000);
    }

    private static void AddEvent(Random random, WindowState state, NaiveWindows naive, long now)
    {
        // Mostly a little late, some far, some from ahead of the clock; on whole seconds at times, so that boundaries are met.
        var late = random.Next(10) switch
        {
            < 5 => random.NextInt64(0, 5_000_000),
            < 8 => random.NextInt64(0, 250_000_000),
            8 => -random.NextInt64(0, 70_000_000),
            _ => 0,
        };
        var eventTime = now - late;
        if (random.Next(3) == 0)
            eventTime -= eventTime % 5_000_000;
        var created = now - random.NextInt64(0, 3);
        // Sums of the large ones need more bits than a double has.
        var id = random.Next(3) == 0 ? 0UL : (ulong)random.Next(1, 60);
        double? amount = random.Next(6) == 0 ? null : random.Next(4) == 0 ? random.NextInt64(-1L << 53, 1L << 53) / 1024.0 : random.Next(-5, 6) / 8.0;
        var shop = random.Next(3) == 0 ? null : "shop" + random.Next(6);

        naive.Add(eventTime, created, id, amount, shop, now);
        state.Add(
            new WindowEvent
            {
                EventTime = new FeatureTime(eventTime),
                CreatedTime = new FeatureTime(created),
                Id = id,
                Values = [amount is { } number ? FeatureValue.Of(number) : FeatureValue.Missing, FeatureValue.Of(shop)],
            },
            new FeatureTime(now));
    }

    private static WindowState Reload(WindowState state, long now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        state.WriteTo(buffer, new FeatureTime(now));
        return WindowState.ReadFrom(Plan, buffer.WrittenSpan);
    }

    private static void Check(int stream, FeatureWindow window, object? expected, FeatureValue actual)
    {
        var equal = expected switch
        {
            null => actual.IsMissing,
            long count => actual == FeatureValue.Of(count),
            string text => actual == FeatureValue.Of(text),
            // Squared differences are rounded; everything else is exact.
            double number when window.Aggregate == WindowAggregate.Std => actual.TryGetNumber(out var deviation) && Math.Abs(deviation - number) <= 1e-9 * Math.Max(number, 1),
            double number => actual.TryGetNumber(out var same) && same == number,
            _ => false,
        };
        Assert.True(equal, $"Stream {stream}, window {window.Name}: {actual} instead of {expected}.");
    }
}
