using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Decides which features of a view are answered with their defaults. Pure.</summary>
internal static class FeatureSwitches
{
    private const int LongestHolder = 1_000;

    /// <summary>With what a holder wants.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: a feature is no field of the view, or has no default.</exception>
    public static FeatureSwitch[] With(FeatureView view, FeatureSwitch[] switches, string[] features, string holder, string because, DateTimeOffset now)
    {
        if (holder.Length is 0 or > LongestHolder)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"'holder' has {holder.Length} characters; 1 to {LongestHolder} are allowed.");
        string[] wrong = [.. features.Where(feature => !HasDefault(view, feature))];
        if (wrong.Length > 0)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"View '{view.Name}' has no field with a default called {string.Join(", ", wrong.Select(static name => $"'{name}'"))}; those that have one are "
                + $"{string.Join(", ", view.Fields.Where(static field => !field.Default.IsMissing).Select(static field => field.Name))}.");
        }

        string[] wanted = [.. features.Distinct(StringComparer.Ordinal).Where(feature => !switches.Any(known => known.Feature == feature && known.Holder == holder))];
        return wanted.Length == 0
            ? switches
            : Sorted(switches.Concat(wanted.Select(feature => new FeatureSwitch { Feature = feature, Holder = holder, Since = now, Because = because })));
    }

    /// <summary>Without what a holder wanted.</summary>
    public static FeatureSwitch[] Without(FeatureSwitch[] switches, string holder) =>
        Array.Exists(switches, known => known.Holder == holder) ? Array.FindAll(switches, known => known.Holder != holder) : switches;

    /// <summary>What is left of them with another definition.</summary>
    public static FeatureSwitch[] In(FeatureView view, FeatureSwitch[] switches) => Array.FindAll(switches, known => HasDefault(view, known.Feature));

    /// <summary>Places and defaults of the fields that are switched.</summary>
    public static (int Slot, FeatureValue Default)[] SlotsOf(FeatureView view, FeatureSwitch[] switches) =>
    [
        .. view.Fields.Index().Where(field => switches.Any(known => known.Feature == field.Item.Name) && !field.Item.Default.IsMissing)
            .Select(static field => (field.Index, field.Item.Default)),
    ];

    private static bool HasDefault(FeatureView view, string feature) => view.Fields.Any(field => field.Name == feature && !field.Default.IsMissing);

    private static FeatureSwitch[] Sorted(IEnumerable<FeatureSwitch> switches) =>
        [.. switches.OrderBy(static known => known.Feature, StringComparer.Ordinal).ThenBy(static known => known.Holder, StringComparer.Ordinal)];
}
