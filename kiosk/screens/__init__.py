"""One folder a screen: a QML file for layout, a view module for all the thinking."""
