using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

/// <summary>What holds for every kind of source.</summary>
public abstract class SourceComplianceTests : IAsyncLifetime, IAsyncDisposable
{
    public const int PlantedPin = 918_273_645;

    protected abstract FeatureView View { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Take_Record_GivesValuesTimeAndId()
    {
        await DeliverAsync(new Payment("c1", 3.5, Payment.Noon + 1, "p1", 42));

        var made = Assert.Single((await TakeAsync("c1")).Events);
        Assert.Equal(("c1", 0, "p1", new FeatureTime(Payment.Noon + 1)), (made.Entity, made.Source, made.Id, made.EventTime!.Value));
        Assert.Equal(
            new() { ["amount"] = FeatureValue.Of(3.5), ["channel"] = FeatureValue.Of("web"), ["pin"] = FeatureValue.Of(42) },
            SampleSources.Values(View, made));
    }

    [Fact]
    public async Task Take_SameRecordAgain_ChangesNothing()
    {
        var payment = new Payment("c1", 3.5, Payment.Noon, "p1");
        await DeliverAsync(payment);
        var first = await TakeAsync("c1");
        await DeliverAsync(payment);
        var second = await TakeAsync("c1");

        var row = new FeatureRow(FeatureRow.RulesOf(View));
        Assert.All(Apply(row, first), result => Assert.Equal(OfferResult.Accepted, result));
        Assert.All(Apply(row, second), result => Assert.Equal(OfferResult.Duplicate, result));
        Assert.All(first.Events.Concat(second.Events), made => Assert.Equal("p1", made.Id));
    }

    [Fact]
    public async Task Take_OlderRecordLater_NeverReplacesTheNewer()
    {
        var row = new FeatureRow(FeatureRow.RulesOf(View));
        await DeliverAsync(new Payment("c1", 2, Payment.Noon + 10, "p2"));
        var results = Apply(row, await TakeAsync("c1"));
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1"));
        results.AddRange(Apply(row, await TakeAsync("c1")));

        Assert.Contains(OfferResult.Accepted, results);
        var amount = View.Fields.ToList().FindIndex(field => field.Name == "amount");
        Assert.True(row.TryGetKnown(amount, out var known));
        Assert.Equal((FeatureValue.Of(2.0), new FeatureTime(Payment.Noon + 10)), (known.Value, known.EventTime));
    }

    [Fact]
    public async Task Take_PoisonRecord_NamesTheFieldMaskedAndServesTheOthers()
    {
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1", PlantedPin), new Payment("c2", 2, Payment.Noon, "p2"));

        var taken = new[] { await TakeAsync("c1"), await TakeAsync("c2") };
        Assert.Equal("c2", Assert.Single(taken.SelectMany(each => each.Events)).Entity);
        var reason = Assert.Single(taken.SelectMany(each => each.Refusals));
        Assert.Contains("'pin' is masked; a number from 0 to 9999 is allowed", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("918273645", reason, StringComparison.Ordinal);
    }

    /// <summary>Puts records where the source finds them, in this order.</summary>
    protected abstract Task DeliverAsync(params Payment[] payments);

    /// <summary>Asks for a card, or takes everything that was not taken yet.</summary>
    protected abstract Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default);

    private static List<OfferResult> Apply(FeatureRow row, Taken taken)
    {
        var now = new FeatureTime(Payment.Noon) + TimeSpan.FromHours(1);
        return
        [
            .. from made in taken.Events
               from field in made.Fields
               select row.Offer(field.Slot, new TimedFeatureValue(field.Value, made.EventTime!.Value, made.CreatedTime ?? now, now, made.Source), now),
        ];
    }
}
