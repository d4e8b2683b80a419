using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Features.FeatureViewKeys;

namespace OrleansML.Learning.Features;

/// <summary>
/// Reads how something computed must be protected: as what it is computed from, unless its author says that, as a count may be, it is harmless.
/// What comes from a secret stays secret.
/// </summary>
internal static class PrivacyReader
{
    public static FeaturePrivacy Read(DefinitionSection section, FeaturePrivacy inherited)
    {
        var stated = section.Choice<FeaturePrivacy>(Keys.Privacy);
        if (inherited == FeaturePrivacy.Secret && stated is { } lower and not FeaturePrivacy.Secret)
            section.Violate(Keys.Privacy, $"is '{EnumText.Of(lower)}', but the value comes from a secret and stays secret; remove it.");
        return stated ?? inherited;
    }
}
