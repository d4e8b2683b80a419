using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;

namespace OrleansML.DataTests.History;

/// <summary>
/// Serves features of pickup zones while trips stream by: a trip is known some time after it ended, and before each one starts its zone is read.
/// </summary>
internal sealed class TaxiServing
{
    private readonly FreshnessRule[] _rules = FeatureRow.RulesOf(View);
    private readonly WindowPlan _plan = WindowPlan.Create(View);
    private readonly Dictionary<int, (FeatureRow Row, WindowState Windows)> _zones = [];

    public static FeatureView View { get; } = HistoryViews.Pushed(
        "zones",
        "zone: int",
        "distance: { type: double, ttl: 6h, default: 1 }\nfare: { type: double, ttl: 1h }\npayment: { type: string }\ndestination: { type: string }",
        """
        request: { asked: double }
        windows:
          trips_1d: { field: fare, aggregate: count, length: 1d }
          fares_1d: { field: fare, aggregate: sum, length: 1d }
          fare_mean_6h: { field: fare, aggregate: mean, length: 6h, hop: 5m }
          fare_deviation_7d: { field: fare, aggregate: std, length: 7d }
          farthest_1d: { field: distance, aggregate: max, length: 1d }
          nearest_1d: { field: distance, aggregate: min, length: 1d }
          destinations_7d: { field: destination, aggregate: distinct, length: 7d }
          payment_1h: { field: payment, aggregate: last, length: 1h }
        derived:
          fare_per_mile: { expression: fares_1d / distance }
          asked_share: { expression: "request.asked / coalesce(farthest_1d, 1)" }
        fallback: { maximum_stale: 30m }
        lateness: 12h
        """);

    /// <summary>Streams trips; every read is served, every trip ingested, in the order of time.</summary>
    public void Run(IReadOnlyList<TaxiTrip> trips, Action<FeatureEvent, FeatureTime> ingested, Action<ServedVector> served)
    {
        var waiting = new PriorityQueue<FeatureEvent, (long Time, int Index)>();
        foreach (var (index, trip) in trips.Index())
        {
            while (waiting.TryPeek(out var due, out var at) && at.Time <= trip.Pickup.Microseconds)
            {
                waiting.Dequeue();
                Ingest(due, new FeatureTime(at.Time), ingested);
            }

            served(Serve(trip));

            // Some trips are told twice, some hours late; where meters tell an end before the start, the start counts.
            var known = (trip.Pickup > trip.Dropoff ? trip.Pickup : trip.Dropoff) + TimeSpan.FromSeconds(index % 7 == 0 ? 3 * 3600 : index % 60);
            var told = EventOf(trip, index);
            waiting.Enqueue(told, (known.Microseconds, index));
            if (index % 11 == 0)
                waiting.Enqueue(told, (known.Microseconds + 1_800_000_000, index));
        }
    }

    private static FeatureEvent EventOf(TaxiTrip trip, int index) => new()
    {
        Entity = trip.Zone.ToString(CultureInfo.InvariantCulture),
        Source = 0,
        EventTime = trip.Pickup,
        CreatedTime = trip.Dropoff,
        Id = $"trip{index}",
        Fields =
        [
            new FeatureFieldValue(HistoryBench.SlotOf(View, "distance"), FeatureValue.Of(trip.Distance)),
            new FeatureFieldValue(HistoryBench.SlotOf(View, "fare"), FeatureValue.Of(trip.Fare)),
            new FeatureFieldValue(HistoryBench.SlotOf(View, "payment"), FeatureValue.Of(trip.Payment)),
            new FeatureFieldValue(HistoryBench.SlotOf(View, "destination"), FeatureValue.Of(trip.Destination)),
        ],
    };

    private void Ingest(FeatureEvent told, FeatureTime now, Action<FeatureEvent, FeatureTime> ingested)
    {
        ingested(told, now);
        var (row, windows) = Zone(int.Parse(told.Entity, CultureInfo.InvariantCulture));
        var values = new FeatureValue[View.Fields.Count];
        foreach (var (slot, value) in told.Fields)
        {
            values[slot] = value;
            row.Offer(slot, new TimedFeatureValue(value, told.EventTime!.Value, told.CreatedTime!.Value, now, told.Source), now);
        }

        windows.Add(
            new WindowEvent { EventTime = told.EventTime!.Value, CreatedTime = told.CreatedTime!.Value, Id = WindowEvent.HashId(told.Id, told.Source), Values = values },
            now);
    }

    private ServedVector Serve(TaxiTrip trip)
    {
        var (row, windows) = Zone(trip.Zone);
        var values = new FeatureValue[View.Names.All.Count];
        var statuses = new FeatureStatus[values.Length];
        for (var slot = 0; slot < View.Fields.Count; slot++)
        {
            var reading = row.Read(slot, trip.Pickup);
            (values[slot], statuses[slot]) = (reading.Value, reading.Status);
        }

        for (var window = 0; window < View.Windows.Count; window++)
            values[View.Fields.Count + window] = windows.Read(window, trip.Pickup);
        values[HistoryBench.SlotOf(View, "request.asked")] = FeatureValue.Of(trip.Distance);
        View.ComputeDerived(values, trip.Pickup);
        return new ServedVector
        {
            View = View,
            Entity = trip.Zone.ToString(CultureInfo.InvariantCulture),
            ServedAt = trip.Pickup,
            Values = values,
            Statuses = statuses,
        };
    }

    private (FeatureRow Row, WindowState Windows) Zone(int zone)
    {
        if (!_zones.TryGetValue(zone, out var state))
            _zones.Add(zone, state = (new FeatureRow(_rules), new WindowState(_plan)));
        return state;
    }
}
