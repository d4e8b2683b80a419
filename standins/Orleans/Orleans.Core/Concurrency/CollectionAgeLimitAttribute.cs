using System.Globalization;

namespace Orleans;

/// <summary>
/// How long an activation stays without requests before it is collected; less than <see cref="MinAgeLimit"/> counts as that.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>The shortest idle age that can be asked for: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _inactivityPeriod;

    /// <summary>Leaves the age to the properties of the attribute.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>Takes the age as the invariant text of a time span, which counts instead of days, hours and minutes.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod)
        => _inactivityPeriod = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the age, added to hours and minutes.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the age, added to days and minutes.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the age, added to days and hours.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether activations are never collected for idleness; false by default.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>
    /// The age in force: at least <see cref="MinAgeLimit"/>, and <see cref="TimeSpan.MaxValue"/> for activations that are never collected.
    /// </summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive) return TimeSpan.MaxValue;
            var age = _inactivityPeriod ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return age < MinAgeLimit ? MinAgeLimit : age;
        }
    }

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.IdleDeactivationPeriod] = AlwaysActive
            ? WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue
            : AgeLimit.ToString("c", CultureInfo.InvariantCulture);
}
